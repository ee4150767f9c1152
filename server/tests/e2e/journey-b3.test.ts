/** B3 回線が切れる・途中から入る: nothing of the room and nothing of one's own is lost, whether the line is cut, the server killed, or no socket gets through. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWall, inRoom, type Line, openLine, until, walkProduct } from '../harness/index.ts'
import { ask, everyScreen, openLiveRoom, question, toCheck, toggleVote, votesOf } from './steps.ts'

const walk = walkProduct({ database: 'embedded' })
let line: Line
let wall: Awaited<ReturnType<typeof buildWall>>
beforeAll(async () => { [line, wall] = await Promise.all([openLine(walk.server.url), buildWall(walk.server.url)]) })
afterAll(() => Promise.all([line?.close(), wall?.close()]))

/** What a browser says while nobody answers, or somebody who is still starting. */
const offline = /ERR_|WebSocket connection to|Failed to fetch|\b503 (GET|POST) |status of 503/
const [small, water] = ['小さな町でも始められる規模はどれくらいですか', '農業用の水路で発電している町はありますか']
const box = (page: Page) => page.getByLabel('質問', { exact: true })
const atTheConsole = async (page: Page, address: string) => {
  await page.goto(address.replace(/live$/, 'host'))
  await inRoom(page, 'event-staff')
}

test('who comes 20 minutes late finds everything; the line is cut under a question and a vote, and both are there once when it is back', async () => {
  const [{ page, watch }, host, plain] = await Promise.all([
    walk.browsers.visitor(line.url, { email: 'mentor@example.com' }), walk.browsers.visitor(walk.server.url, { email: 'host@example.com' }), walk.browsers.visitor(walk.server.url, { email: 'hr2@example.com', javaScriptEnabled: false }),
  ])
  const address = await openLiveRoom(page)
  await Promise.all([atTheConsole(host.page, address), plain.page.goto(address)])
  for (const late of [page, plain.page]) {
    await late.locator('.ans-t').getByText('県内で蓄電池の補助を使った事例はありますか').waitFor()
    await question(late, '県庁を離れて、この仕事を選んだ理由を教えてください').getByText('回答済み').waitFor()
    await question(late, '公民館の屋根に載せるとき').getByText('建築士の確認を受けてから載せました。').waitFor()
    await late.locator('.poll', { hasText: '地域で最初に取り組むなら、どれですか' }).getByText('人が回答').waitFor()
    expect(await votesOf(late, small)).toBeGreaterThan(20)
  }

  watch.forgive(offline)
  const text = 'トンネルの中で書いた質問です'
  const before = await votesOf(page, water)
  await box(page).fill(text)
  line.cut()
  await page.getByText('接続が切れました').waitFor()
  expect(await box(page).inputValue()).toBe(text)
  await ask(page, text)
  await page.getByText('つながったら自動で送ります').waitFor()
  await toggleVote(page, water)
  // While nothing gets through, the room goes on.
  await host.page.getByRole('button', { name: '回答済みにする' }).click()
  await host.page.getByRole('heading', { name: '次の質問を選んでいます' }).waitFor()
  expect([await toCheck(host.page, text).count(), await page.locator('.ans-t').count()]).toEqual([0, 1])

  line.mend()
  await question(page, text).getByText('確認を待っています').waitFor()
  await until('the vote', async () => (await votesOf(page, water)) === before + 1)
  await until('what happened meanwhile', async () => (await page.locator('.ans-t').count()) === 0)
  await page.getByText('接続が切れました').waitFor({ state: 'detached' })
  await toCheck(host.page, text).waitFor()
  // The browser itself knows that there is no network: it says so on localhost too.
  await page.context().setOffline(true)
  await page.getByText('接続が切れました').waitFor()
  // What needs no server goes on, and what cannot wait in the line keeps its words.
  await page.getByRole('link', { name: '新しい順' }).click()
  await page.locator('.qs-sort a[aria-current=true]', { hasText: '新しい順' }).waitFor()
  await box(page).fill('つながってから送る質問')
  await page.getByRole('button', { name: '匿名で' }).click()
  await page.getByRole('button', { name: '質問する' }).click()
  await page.getByText('匿名の質問は、つながってから送ってください').waitFor()
  expect(await box(page).inputValue()).toBe('つながってから送る質問')
  await box(page).fill('')
  await page.context().setOffline(false)
  await page.getByText('接続が切れました').waitFor({ state: 'detached' })
  // Read fresh from the database, it is there once.
  await Promise.all([page.reload(), host.page.reload()])
  expect([await question(page, text).count(), await toCheck(host.page, text).count(), await votesOf(page, water)]).toEqual([1, 1, before + 1])
})

test('a crash of the server between two votes loses nothing that was acknowledged', async () => {
  const [attendee, alumni, host] = await Promise.all(['attendee', 'alumni', 'host'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  const [a, b, h] = [attendee!.page, alumni!.page, host!.page]
  const [address] = await Promise.all([openLiveRoom(a), openLiveRoom(b)])
  await atTheConsole(h, address)
  for (const { watch } of [attendee!, alumni!, host!]) watch.forgive(offline)
  const before = { small: await votesOf(a, small), water: await votesOf(a, water) }

  await toggleVote(b, small)
  await until('the acknowledged vote', async () => (await votesOf(b, small)) === before.small + 1)
  await walk.server.kill('SIGKILL')
  await b.getByText('接続が切れました').waitFor()

  const asked = 'サーバーが止まっているあいだに書いた質問です'
  await ask(a, asked)
  await toggleVote(b, water)
  await walk.server.restart()

  await everyScreen([a, b], 'both votes', async (page) => (await votesOf(page, small)) === before.small + 1 && (await votesOf(page, water)) === before.water + 1)
  await toCheck(h, asked).waitFor()
  expect(await toCheck(h, asked).count()).toBe(1)
  await until('the banner to go', async () => (await b.getByText('接続が切れました').count()) === 0)

  // Read fresh from the database, it is the same.
  await a.reload()
  expect([await votesOf(a, small), await votesOf(a, water), await question(a, asked).count()]).toEqual([before.small + 1, before.water + 1, 1])
})

test('where no socket gets through, in neither way, one still asks, votes and follows', async () => {
  const [attendee, host] = await Promise.all(['attendee', 'host'].map((name) => walk.browsers.visitor(wall.url, { email: `${name}@example.com` })))
  for (const { watch } of [attendee!, host!]) watch.forgive(/socket\.io/)
  const [a, h] = [attendee!.page, host!.page]
  await a.goto('/events')
  const address = await a.locator('a[href$="/live"]').first().getAttribute('href')
  await Promise.all([a.goto(address!), h.goto(address!.replace(/live$/, 'host'))])
  await a.getByText('自動の更新が使えない').waitFor()

  const text = '壁の向こうから聞いています'
  await ask(a, text)
  await question(a, text).getByText('確認を待っています').waitFor()
  await toCheck(h, text).waitFor()
  expect(await toCheck(h, text).count()).toBe(1)
  await toCheck(h, text).getByRole('button', { name: '公開する' }).click()

  const vote = question(a, text).getByRole('button', { name: /^わたしも聞きたい/ })
  await vote.waitFor()
  await vote.click()
  await until('the vote', async () => (await votesOf(a, text)) === 1 && (await vote.getAttribute('aria-pressed')) === 'true')
})
