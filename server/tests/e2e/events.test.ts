/** B1 申し込み: a seminar found, registered for, left and waited for, by forms alone and with scripts. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { barriers, bootServer, type Browsers, hydrated, openBrowser, type Server, session, until } from '../harness/index.ts'

const CARE = '介護と仕事を両立する制度を考える'
const FULL = '公共建築の木質化'
const SUPPORT = '手話通訳をお願いします'
let server: Server
let database: pg.Client
let browsers: Browsers

beforeAll(async () => {
  server = await bootServer({ env: { ENISHI_CLOCK: '2025-11-20T10:00:00+09:00' } })
  database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
  browsers = await openBrowser({ hasWebFonts: true })
})
afterEach(() => browsers.expectClean())
afterAll(async () => {
  await browsers.close()
  await database.end()
  await server.remove()
})

const idOf = async (title: string): Promise<string> => (await database.query<{ id: string }>('select id from event where title = $1', [title])).rows[0]!.id
const mailsTo = async (email: string) => (await database.query<{ subject: string; raw: Buffer }>('select subject, raw from dev_mail where "to" like $1 order by id', [`%${email}%`])).rows

describe.each([{ name: 'by forms alone', javaScriptEnabled: false }, { name: 'with scripts', javaScriptEnabled: true }])('$name', ({ javaScriptEnabled }) => {
  test('filter, register with 配慮事項, see it, leave after being asked', async () => {
    const { page } = await browsers.visitor(server.url, { email: 'attendee@example.com', javaScriptEnabled, viewport: { width: 390, height: 844 } })
    await page.goto('/events')
    await page.getByRole('navigation', { name: '絞り込み' }).getByRole('link', { name: 'オンライン' }).click()
    // The list before it names the same seminar.
    await page.waitForURL(({ search }) => search !== '')
    await page.getByRole('link', { name: CARE }).click()
    await page.getByRole('heading', { level: 1, name: CARE }).waitFor()
    await page.getByText('あと20席').waitFor()

    await page.getByLabel('配慮してほしいこと').fill('あ'.repeat(301))
    await page.getByRole('button', { name: '申し込む' }).click()
    await page.getByText('300文字までで入力してください。').first().waitFor()
    expect(await page.getByLabel('配慮してほしいこと').inputValue()).toHaveLength(301)

    await page.getByLabel('配慮してほしいこと').fill(SUPPORT)
    await page.getByRole('button', { name: '申し込む' }).click()
    await page.getByRole('heading', { name: 'お申し込み済みです' }).waitFor()
    await page.getByText('50席のうち31席').waitFor()
    await page.getByText(SUPPORT).waitFor()

    await page.getByRole('link', { name: '申し込みを取り消す' }).click()
    await page.getByRole('heading', { name: '申し込みを取り消しますか' }).waitFor()
    await page.getByRole('button', { name: '取り消す', exact: true }).click()
    await page.getByText('申し込みを取り消しました。').waitFor()
    await page.getByText('あと20席').waitFor()
  })
})

test('a full seminar: 3番 in the line; when others leave, the seat comes by itself and is told by mail', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'attendee@example.com' })
  const id = await idOf(FULL)
  await page.goto(`/events/${id}`)
  await hydrated(page)
  // Both kinds of seats of a hybrid event stand there, and one has to be chosen.
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByText('会場かオンラインかを選んでください。').first().waitFor()
  await page.getByRole('radio', { name: /会場.*満席/ }).check()
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByRole('heading', { name: 'キャンセル待ち 3番' }).waitFor()
  await page.getByText('あなたの前に2人います').waitFor()
  // Who presses loses nothing: the focus is on what the card says now.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('キャンセル待ち 3番')

  const { rows } = await database.query<{ email: string }>(`select m.email from registration r join member m on m.id = r.member_id where r.event_id = $1 and r.status = 'going' and r.seat = 'venue' order by m.email limit 3`, [id])
  for (const { email } of rows) {
    const other = await session(server.url, email)
    expect((await other.post(`/events/${id}`, { intent: 'leave', commandId: crypto.randomUUID() })).status).toBe(303)
  }
  await page.reload()
  await page.getByRole('heading', { name: 'お申し込み済みです' }).waitFor()
  const mail = await until('the mail of the seat', async () => (await mailsTo('attendee@example.com')).find((m) => m.subject.includes('参加になりました')))
  expect(mail.raw.toString()).toMatch(/method=REQUEST/)
  expect((await mailsTo('attendee@example.com')).filter((m) => m.subject.includes('参加になりました'))).toHaveLength(1)
})

test('a question that depends on an answer is asked when that is given; without scripts it stands there, and the server asks', async () => {
  const id = await idOf('仙台交流会')
  const { page } = await browsers.visitor(server.url, { email: 'attendee@example.com', viewport: { width: 320, height: 800 } })
  await page.goto(`/events/${id}`)
  await hydrated(page)
  const cannot = page.getByRole('group', { name: /食べられないもの/ })
  await cannot.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByText('答えてください。').first().waitFor()
  await page.getByRole('radio', { name: 'はい' }).check()
  await cannot.getByRole('checkbox', { name: 'そば' }).check()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByRole('heading', { name: 'お申し込み済みです' }).waitFor()
  const answers = async (email: string) => (await database.query('select r.answers from registration r join member m on m.id = r.member_id where r.event_id = $1 and m.email = $2', [id, email])).rows[0]?.answers
  expect(await answers('attendee@example.com')).toEqual({ lunch: 'はい', cannot: ['そば'] })
  await database.query('update event set venue_capacity = 40 where id = $1', [id])
  const other = await session(server.url, 'dept@example.com')
  expect((await other.get(`/events/${id}`)).text).toContain('「お茶とお菓子を召し上がりますか」で「はい」を選んだ方への質問です。')
})

test('配慮事項 are in the page of the host and the office, and in nothing that a peer gets', async () => {
  const id = await idOf(CARE)
  const attendee = await session(server.url, 'attendee@example.com')
  expect((await attendee.post(`/events/${id}`, { intent: 'register', commandId: crypto.randomUUID(), support: SUPPORT })).status).toBe(303)
  const host = (await database.query<{ email: string }>('select m.email from event e join member m on m.id = e.host_id where e.id = $1', [id])).rows[0]!.email
  for (const [email, sees] of [[host, true], ['hr@example.com', true], ['moderator@example.com', true], ['attendee@example.com', true], ['alumni@example.com', false], ['mentor@example.com', false], ['operator@example.com', false]] as const) {
    const who = await session(server.url, email)
    for (const address of [`/events/${id}`, `/events/${id}.data`]) expect([email, address, (await who.get(address)).text.includes(SUPPORT)]).toEqual([email, address, sees])
    for (const address of ['/events', '/events?show=joined', `/events/${id}.ics`]) expect((await who.get(address)).text.includes(SUPPORT)).toBe(false)
  }
})

test('the calendar file and the private feed', async () => {
  const attendee = await session(server.url, 'attendee@example.com')
  const file = await attendee.get(`/events/${await idOf(CARE)}.ics`)
  expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([200, 'text/calendar; charset=utf-8', 'attachment; filename="event.ics"'])
  expect(file.text).toContain('DTSTART;TZID=Asia/Tokyo:20251127T190000')
  const made = await attendee.post('/preferences/feeds', { intent: 'create', kind: 'calendar', commandId: crypto.randomUUID() })
  const address = /\/calendar\/[^"]+\.ics/.exec(made.text)?.[0] ?? ''
  const feed = await (await session(server.url)).get(address)
  expect([feed.status, feed.text.includes('METHOD:PUBLISH'), feed.text.includes('SUMMARY:')]).toEqual([200, true, true])
  for (const broken of [address.replace('.ics', 'x.ics'), '/calendar/none.ics']) expect((await (await session(server.url)).get(broken)).status).toBe(404)
})

test('a reader abroad sees their own time beside the time of Miyagi', async () => {
  const { rows } = await database.query<{ email: string }>(`select email from member where time_zone <> 'Asia/Tokyo' limit 1`)
  const { page } = await browsers.visitor(server.url, { email: rows[0]!.email })
  await page.goto(`/events/${await idOf(CARE)}`)
  await page.getByText('2025年11月27日(木)').waitFor()
  await page.getByText('あなたの時刻 11月27日(木) 11:00〜12:30').first().waitFor()
})

test('no barriers and no sideways scrolling: 1280 px dark, 320 px light', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'alumni@example.com' })
  const addresses: string[] = []
  for (const title of [CARE, FULL, '雪の日の交流会', '外から見た県庁の仕事術', '再生可能エネルギーと地域のこれから']) addresses.push(`/events/${await idOf(title)}`)
  for (const address of ['/events', '/events?show=joined', ...addresses, `${addresses[0]}?leave=1`]) {
    await page.goto(address)
    for (const { width, colorScheme } of [{ width: 1280, colorScheme: 'dark' }, { width: 320, colorScheme: 'light' }] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      expect([address, width, await barriers(page)]).toEqual([address, width, []])
      expect([address, width, await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([address, width, 0])
    }
  }
})

test('the seminar that is on leads into its room', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'attendee@example.com' })
  await page.goto('/events')
  const enter = page.getByRole('link', { name: /会場に入る/ })
  expect(await enter.getAttribute('href')).toMatch(/\/live$/)
})
