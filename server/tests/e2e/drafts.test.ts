/** A draft on two devices of one member: offered, never overwritten unseen, gone when it was sent. */
import { expect, test } from 'vitest'
import { barriers, until, walkProduct } from '../harness/index.ts'
import { childcare, openTopic, posts, sendReply, write } from './steps.ts'

const walk = walkProduct()

const kept = async () => (await walk.database.query<{ text: string; version: number }>('select text, version from draft')).rows

test('begun on one device, gone on with on another; with two texts the writer picks; sent, it is gone everywhere', async () => {
  const [desk, phone] = [await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' }), await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com', viewport: { width: 390, height: 800 } })]
  await openTopic(desk.page, childcare)
  await write(desk.page, '机で書きはじめ')
  const typedAt = Date.now()
  await until('the draft at the server', async () => (await kept())[0]?.text === '机で書きはじめ')
  expect(Date.now() - typedAt).toBeLessThan(4_000)

  await openTopic(phone.page, childcare)
  const field = phone.page.locator('#reply #f-text')
  await until('the draft on the phone', async () => (await field.evaluate((e) => (e instanceof HTMLTextAreaElement ? e.value : (e.textContent ?? '')))) === '机で書きはじめ')
  await write(phone.page, '。電車でつづき')
  await until('the phone’s save', async () => (await kept())[0]?.text.includes('電車でつづき') === true)

  await desk.page.locator('.ProseMirror').click()
  await desk.page.keyboard.insertText('。机でもつづき')
  await desk.page.getByText('書きかけがあります').waitFor()
  expect(await desk.page.locator('.draft-other').innerText()).toContain('電車でつづき')
  expect(await desk.page.locator('.ProseMirror').innerText()).toContain('机でもつづき')
  expect((await kept())[0]?.text).toContain('電車でつづき')
  expect(await barriers(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: 'いまの文章を使う' }).click()
  await until('the choice saved', async () => (await kept())[0]?.text.includes('机でもつづき') === true)
  await sendReply(desk.page)
  await posts(desk.page, '机でもつづき').waitFor()
  await until('no draft', async () => (await kept()).length === 0)
})
