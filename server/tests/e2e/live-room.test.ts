/** The live seminar in several browsers: asked, voted, approved, answered; and the server killed in the middle of it. */
import { expect, test } from 'vitest'
import { inRoom, until, type Visitor, walkProduct } from '../harness/index.ts'
import { ask, everyScreen, openLiveRoom, question, votesOf } from './steps.ts'

/** What a browser says while nobody answers, or somebody who is still starting. */
const offline = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to|\b503 (GET|POST) |status of 503/

const walk = walkProduct({ database: 'embedded' })

/** attendee@ and alumni@ in the room, host@ at the console. */
async function inTheRoom(): Promise<{ attendee: Visitor; alumni: Visitor; host: Visitor; address: string }> {
  const [attendee, alumni, host] = await Promise.all(['attendee', 'alumni', 'host'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  const [address] = await Promise.all([openLiveRoom(attendee!.page), openLiveRoom(alumni!.page)])
  await host!.page.goto(address.replace(/live$/, 'host'))
  await inRoom(host!.page, 'event-staff')
  return { attendee: attendee!, alumni: alumni!, host: host!, address }
}

const voteFor = (visitor: Visitor, text: string) => question(visitor.page, text).getByRole('button', { name: /^わたしも聞きたい/ })

test('a question is asked, checked, wanted, answered, and every screen follows', async () => {
  const { attendee, alumni, host, address } = await inTheRoom()
  const text = '町の人に最初に話を持っていったのは、だれでしたか'
  await ask(attendee.page, text)
  await question(attendee.page, text).getByText('確認を待っています').waitFor()
  const waiting = host.page.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: text })
  await waiting.waitFor()
  expect(await question(alumni.page, text).count()).toBe(0)

  await waiting.getByRole('button', { name: '公開する' }).click()
  await everyScreen([attendee.page, alumni.page, host.page], 'the question', (page) => question(page, text).isVisible())

  // The same member in two windows at once is one vote.
  const second = await alumni.context.newPage()
  await second.goto(address)
  await inRoom(second, 'event')
  await Promise.all([voteFor(alumni, text).click(), question(second, text).getByRole('button', { name: /^わたしも聞きたい/ }).click()])
  await everyScreen([attendee.page, alumni.page, second], 'one vote', async (page) => (await votesOf(page, text)) === 1)
  expect(await voteFor(alumni, text).getAttribute('aria-pressed')).toBe('true')
  await until('the vote at the host', async () => (await host.page.locator('.aq', { hasText: text }).locator('.aq-n [aria-hidden]').innerText()) === '1')

  await host.page.locator('.aq', { hasText: text }).getByRole('button', { name: '回答する' }).click()
  await everyScreen([attendee.page, alumni.page, host.page], 'answering now', async (page) => (await page.locator('.ans-t').innerText()) === text)
  await host.page.getByRole('button', { name: '回答済みにする' }).click()
  await everyScreen([attendee.page, alumni.page], 'answered', (page) => question(page, text).getByText('回答済み').isVisible())
  await host.page.getByRole('region', { name: 'あとで見るもの' }).locator('li', { hasText: text }).waitFor()

  // Late is not less: who comes now sees the same, without JavaScript too.
  const late = await walk.browsers.visitor(walk.server.url, { email: 'mentor@example.com', javaScriptEnabled: false })
  await late.page.goto(address)
  expect(await question(late.page, text).getByText('回答済み').isVisible()).toBe(true)
})

test('a crash of the server between two votes loses nothing that was acknowledged', async () => {
  const { attendee, alumni, host } = await inTheRoom()
  for (const { watch } of [attendee, alumni, host]) watch.forgive(offline)
  const [first, second] = ['小さな町でも始められる規模はどれくらいですか', '農業用の水路で発電している町はありますか']
  const before = { first: await votesOf(attendee.page, first), second: await votesOf(attendee.page, second) }

  await voteFor(alumni, first).click()
  await until('the acknowledged vote', async () => (await votesOf(alumni.page, first)) === before.first + 1)
  await walk.server.kill('SIGKILL')
  await alumni.page.getByText('接続が切れました').waitFor()

  const asked = 'サーバーが止まっているあいだに書いた質問です'
  await ask(attendee.page, asked)
  await voteFor(alumni, second).click()
  await walk.server.restart()

  await everyScreen([attendee.page, alumni.page], 'both votes', async (page) => (await votesOf(page, first)) === before.first + 1 && (await votesOf(page, second)) === before.second + 1)
  const waiting = host.page.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: asked })
  await waiting.waitFor()
  expect(await waiting.count()).toBe(1)
  await until('the banner to go', async () => (await alumni.page.getByText('接続が切れました').count()) === 0)

  // Read fresh from the database, it is the same.
  await attendee.page.reload()
  expect([await votesOf(attendee.page, first), await votesOf(attendee.page, second)]).toEqual([before.first + 1, before.second + 1])
  expect(await question(attendee.page, asked).count()).toBe(1)
})
