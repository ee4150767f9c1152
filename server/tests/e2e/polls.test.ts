/** Polls in posts: made in the composer, voted in live, and the same without JavaScript. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Browsers, inRoom, until, walkProduct } from '../harness/index.ts'

const walk = walkProduct()

const title = '水質データの公開形式について'
async function enter(email: string, options: Parameters<Browsers['visitor']>[1] = {}, topic = title, board = 'skills'): Promise<Page> {
  const { page } = await walk.browsers.visitor(walk.server.url, { email, ...options })
  await page.goto(`/boards/${board}`)
  await page.getByRole('link', { name: topic }).click()
  await page.getByRole('heading', { level: 1, name: topic }).waitFor()
  if (options.javaScriptEnabled !== false) await inRoom(page, 'topic')
  return page
}
const bars = (page: Page) => page.locator('.poll', { hasText: 'どの形がよいですか' }).locator('.poll-n').allInnerTexts()

test('a poll is made in the composer, counted live for everybody, changed, and closed by its author', async () => {
  const [x, y] = [await enter('alumni@example.com'), await enter('attendee@example.com')]
  await x.getByRole('link', { name: '投票を付ける' }).click()
  const question = x.getByLabel('質問', { exact: true })
  await until('the question field', () => question.evaluate((e) => e === document.activeElement))
  await x.keyboard.type('どの形がよいですか')
  await x.getByLabel('選択肢').fill('1行に1測定値')
  await x.getByRole('textbox', { name: '返信の本文' }).click()
  await x.locator('.ProseMirror').waitFor()
  await x.keyboard.type('投票で決めませんか。')
  await x.getByRole('button', { name: '返信する' }).click()
  await x.getByText('選択肢は2つから10までにしてください。').first().waitFor()
  await x.getByLabel('選択肢').fill('1行に1測定値\n1行に1地点\nどちらでも')
  await x.getByRole('button', { name: '返信する' }).click()
  await until('the poll at both', async () => (await bars(x)).length === 3 && (await bars(y)).length === 3)
  expect(await question.count()).toBe(0)

  await y.getByRole('radio', { name: /1行に1測定値/ }).check()
  await y.getByRole('button', { name: '投票する' }).click()
  await until('the count at the other reader', async () => (await bars(x))[0] === '1票・100％')
  await x.getByRole('radio', { name: /どちらでも/ }).check()
  await x.getByRole('button', { name: '投票する' }).click()
  await until('both counts', async () => (await bars(y)).join() === '1票・50％,0票・0％,1票・50％')
  await y.getByRole('radio', { name: /どちらでも/ }).check()
  await y.getByRole('button', { name: '投票を変える' }).click()
  await until('the changed vote', async () => (await bars(x)).join() === '0票・0％,0票・0％,2票・100％')

  await x.getByRole('link', { name: '投票の設定' }).click()
  await x.getByRole('button', { name: '締め切る' }).click()
  await y.getByText('締め切りました').waitFor()
  expect(await y.getByRole('radio').count()).toBe(0)
})

test('without JavaScript one votes with a form and replies with a poll on a page of its own', async () => {
  const page = await enter('host@example.com', { javaScriptEnabled: false }, '橋の点検にドローンを使った話')
  const poll = page.locator('.poll', { hasText: 'いちばん時間がかかるのはどれですか' })
  const before = await poll.locator('.poll-n').allInnerTexts()
  expect(before[2]).toMatch(/^4票・/)
  await poll.getByRole('checkbox', { name: /写真の整理/ }).uncheck()
  await poll.getByRole('button', { name: '投票を変える' }).click()
  await page.waitForURL(/from=1/)
  expect((await poll.locator('.poll-n').allInnerTexts())[2]).toMatch(/^3票・/)
  await poll.getByRole('checkbox', { name: /報告書の作成/ }).uncheck()
  await poll.getByRole('button', { name: '投票を変える' }).click()
  await page.getByText('選択肢を選んでください。').first().waitFor()
  await page.getByRole('link', { name: '投票を付ける' }).click()
  await page.getByLabel('返信の本文').fill('こちらも教えてください。')
  await page.getByLabel('質問', { exact: true }).fill('何年の経験ですか')
  await page.getByLabel('選択肢').fill('1年まで\n3年まで\nもっと')
  await page.getByRole('button', { name: '返信する' }).click()
  await page.locator('.poll', { hasText: '何年の経験ですか' }).waitFor()
})
