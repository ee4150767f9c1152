/** The line is cut: what was opened can be read and answered, what was written is kept, and it is sent once. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hydrated, type Line, openLine, until, walkProduct } from '../harness/index.ts'
import { childcare, openTopic, write } from './steps.ts'

const walk = walkProduct()
let line: Line
beforeAll(async () => { line = await openLine(walk.server.url) })
afterEach(() => line.mend())
afterAll(() => line.close())

const stored = async (text: string) => (await walk.database.query('select 1 from post where text = $1', [text])).rowCount
/** The addresses of the pages this browser keeps. */
const keptPages = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((n) => n.startsWith('enishi-pages-'))
    return name === undefined ? [] : (await (await caches.open(name)).keys()).map((k) => new URL(k.url).pathname)
  })

test('a topic is read and answered without a line, and the answer is sent once when it is back', async () => {
  const { page, watch } = await walk.browsers.visitor(line.url, { email: 'alumni@example.com', serviceWorkers: 'allow' })
  watch.forgive(/ERR_|WebSocket connection to|Failed to fetch|NetworkError|Load failed|service worker/i)
  await openTopic(page, childcare)
  const topic = new URL(page.url()).pathname
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const text = 'トンネルの中で書いた返信です'
  await write(page, text)
  await until('the page to be kept', async () => (await keptPages(page)).includes(topic))

  line.cut()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: childcare }).waitFor()
  // From here on the page knows that it has no line, and what is sent waits for one.
  await page.getByText('接続が切れました').waitFor()
  const box = page.locator('#reply #f-text')
  await until('the draft to be back', async () => (await box.evaluate((e) => ('value' in e ? String(e.value) : (e as HTMLElement).innerText))).includes(text))
  // The editor comes from what is kept, too.
  await box.click()
  const editor = page.locator('#reply #f-text[contenteditable=true]')
  await editor.waitFor()
  await editor.click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.post.is-pending', { hasText: text }).waitFor()
  expect(await stored(text)).toBe(0)

  // A page that was never opened: the offline page, with what waits.
  await page.goto('/mentors')
  await page.waitForURL('**/offline?to=%2Fmentors')
  await page.getByRole('heading', { level: 1, name: 'いまはつながっていません' }).waitFor()
  await page.getByText(text).waitFor()
  await page.getByText('送信待ち').waitFor()

  line.mend()
  await page.getByRole('link', { name: 'もう一度' }).click()
  await page.waitForURL('**/mentors')
  await until('the reply to be stored', async () => (await stored(text)) === 1)
  await page.goto(topic)
  await page.locator('.posts .post:not(.is-pending)', { hasText: text }).waitFor()
  // What was stored before its answer arrived is asked for once more, and is the same reply.
  await expect.poll(() => page.locator('.posts .post', { hasText: text }).count()).toBe(1)
  expect(await stored(text)).toBe(1)
})

test('what is kept belongs to one member: signing out and somebody else leave nothing of it', async () => {
  const { page, watch } = await walk.browsers.visitor(line.url, { email: 'attendee@example.com', serviceWorkers: 'allow' })
  watch.forgive(/ERR_|WebSocket connection to|Failed to fetch/)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.goto('/boards')
  await until('the boards to be kept', async () => (await keptPages(page)).includes('/boards'))
  await page.goto('/preferences')
  await page.goto('/notifications')
  expect((await keptPages(page)).filter((p) => !['/', '/boards', '/.reader'].includes(p))).toEqual([])
  await page.evaluate(() => localStorage.setItem(`enishi:draft:${localStorage.getItem('enishi:reader')}:new-topic`, JSON.stringify({ text: '秘密の下書き', at: new Date().toISOString() })))

  await page.locator('.menu summary').click()
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await page.getByRole('link', { name: 'ログイン' }).first().waitFor()
  await until('nothing to be kept', async () => (await keptPages(page)).length === 0)
  line.cut()
  await page.goto('/boards')
  await page.waitForURL('**/offline?to=%2Fboards')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await hydrated(page)
  expect(await page.getByText('秘密の下書き').count()).toBe(0)
})
