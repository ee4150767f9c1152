/** A draft on two devices of one member: offered, never overwritten unseen, gone when it was sent. */
import { expect, test } from 'vitest'
import { barriers, hydrated, until, walkProduct } from '../harness/index.ts'
import { childcare, openTopic, posts, sendReply, write } from './steps.ts'

const walk = walkProduct()

const kept = async () => (await walk.database.query<{ text: string; version: number }>('select text, version from draft')).rows

test('begun on one device, gone on with on another; with two texts the writer picks; sent, it is gone everywhere', async () => {
  const [desk, phone] = [await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' }), await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com', viewport: { width: 390, height: 800 } })]
  await openTopic(desk.page, childcare)
  await write(desk.page, '机で書きはじめ')
  await until('the draft at the server', async () => (await kept())[0]?.text === '机で書きはじめ')

  await openTopic(phone.page, childcare)
  const field = phone.page.locator('#reply #f-text')
  await until('the draft on the phone', async () => (await field.evaluate((e) => (e instanceof HTMLTextAreaElement ? e.value : (e.textContent ?? '')))) === '机で書きはじめ')
  await write(phone.page, '。電車でつづき')
  await until('the phone’s save', async () => (await kept())[0]?.text.includes('電車でつづき') === true)

  // Told while both are open, before anything is saved again; what is typed meanwhile stays, and overwrites nothing.
  await desk.page.getByText('別の端末で下書きが更新されました').waitFor()
  expect(await desk.page.locator('.draft-other').innerText()).toContain('電車でつづき')
  await desk.page.locator('.ProseMirror').click()
  await desk.page.keyboard.insertText('。机でもつづき')
  expect(await desk.page.locator('.ProseMirror').innerText()).toContain('机でもつづき')
  expect((await kept())[0]?.text).toContain('電車でつづき')
  expect(await barriers(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: 'このまま書く' }).click()
  await until('the choice saved', async () => (await kept())[0]?.text.includes('机でもつづき') === true)
  const again: string[] = []
  phone.page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/drafts/at')) again.push(request.postData() ?? '') })
  await phone.page.getByRole('button', { name: '読み込む' }).click()
  await phone.page.locator('.ProseMirror', { hasText: '机でもつづき' }).waitFor()
  await phone.page.getByText('別の端末で下書きが更新されました').waitFor({ state: 'detached' })
  await sendReply(desk.page)
  await posts(desk.page, '机でもつづき').waitFor()
  await until('no draft', async () => (await kept()).length === 0)
  await until('the phone’s empty box', async () => (await phone.page.locator('.ProseMirror').innerText()).trim() === '')
  // What was only read there is not sent back: it could come after the reply was sent, and be a draft again.
  expect(again.filter((body) => body.includes('intent=save'))).toEqual([])
})

test('of a new topic the title, the board and the tags go along', async () => {
  const [desk, phone] = [await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com' }), await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com', viewport: { width: 390, height: 800 } })]
  const field = (page: typeof desk.page, name: string) => page.locator(`form [name=${name}]`)
  await desk.page.goto('/boards/new')
  await hydrated(desk.page)
  await field(desk.page, 'board').selectOption('prefecture-now')
  await field(desk.page, 'title').fill('題だけの下書き')
  await field(desk.page, 'tags').fill('育児 介護')
  await until('the draft at the server', async () => (await walk.database.query<{ fields: unknown }>('select fields from draft')).rows.some(({ fields }) => JSON.stringify(fields)?.includes('育児 介護')))
  await phone.page.goto('/boards/new')
  await expect.poll(() => field(phone.page, 'title').inputValue()).toBe('題だけの下書き')
  expect([await field(phone.page, 'board').inputValue(), await field(phone.page, 'tags').inputValue()]).toEqual(['prefecture-now', '育児 介護'])
  await field(phone.page, 'title').fill('電話で書いた題')
  await until('the phone’s save', async () => (await walk.database.query<{ fields: unknown }>('select fields from draft')).rows.some(({ fields }) => JSON.stringify(fields)?.includes('電話で書いた題')))
  await field(desk.page, 'title').fill('机で書いた題')
  await desk.page.locator('.draft-other', { hasText: '電話で書いた題' }).waitFor()
  await desk.page.getByRole('button', { name: 'この文章を使う' }).click()
  expect(await field(desk.page, 'title').inputValue()).toBe('電話で書いた題')
})
