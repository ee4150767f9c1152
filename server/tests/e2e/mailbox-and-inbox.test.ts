/** What leaves the house, as its readers meet it: the mailbox, one-click unsubscribing, the inbox and its number, the desk's lists. */
import { createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { barriers, type Browsers, bootServer, inRoom, openBrowser, screenshot, type Server, session, until } from '../harness/index.ts'

let server: Server
let browsers: Browsers
let db: pg.Client
beforeAll(async () => {
  server = await bootServer({ env: { ENISHI_SECRET: SECRET } })
  browsers = await openBrowser()
  db = new pg.Client({ connectionString: server.databaseUrl })
  await db.connect()
})
afterEach(() => browsers.expectClean())
afterAll(async () => {
  await db?.end()
  await browsers?.close()
  await server?.remove()
})

const SECRET = 'a secret of tests, never of a real place'
const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T> => (await db.query<T>(sql, values)).rows[0] as T
const idOf = async (email: string) => (await one<{ id: string }>('select id from member where email = $1', [email])).id
const tokenFor = (list: string, memberId: string) => `${list}.${memberId}.${createHmac('sha256', SECRET).update(`unsubscribe\n${list}.${memberId}`).digest('base64url')}`
const isOn = async (memberId: string, list: string) => (await db.query<{ is_on: boolean }>('select is_on from mail_choice where member_id = $1 and list = $2', [memberId, list])).rows[0]?.is_on

test('who registers finds the confirmation in the mailbox: text, HTML that can do nothing, and an invitation to keep', async () => {
  const { id: eventId, title } = await one<{ id: string; title: string }>(`
    select id, title from event e where starts_at > now() and status = 'published' and mode = 'online' and online_taken < online_capacity
      and not exists (select 1 from registration r join member m on m.id = r.member_id where r.event_id = e.id and m.email = 'member29@example.com') order by starts_at limit 1`)
  const member = await session(server.url, 'member29@example.com')
  const page = await member.get(`/events/${eventId}`)
  const commandId = /name="commandId" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  await member.post(`/events/${eventId}`, { intent: 'register', commandId })
  const { id } = await until('the mail', async () => (await db.query<{ id: string }>(`select id from dev_mail where "to" = 'member29@example.com'`)).rows[0])

  const { page: box } = await browsers.visitor(server.url, { viewport: { width: 390, height: 844 } })
  await box.goto('/dev/mail')
  await box.getByRole('link', { name: title.slice(0, 8) }).first().click()
  await box.waitForURL(`**/dev/mail/${id}`)
  expect(await box.locator('dl').textContent()).toContain('member29@example.com')
  expect(await box.locator('pre').first().textContent()).toContain(title)
  expect(await box.frameLocator('iframe').getByText(title).first().isVisible()).toBe(true)
  expect(await barriers(box)).toEqual([])
  await screenshot(box, 'mailbox-mail')

  const guest = await session(server.url)
  const html = await guest.get(`/dev/mail/${id}/html`)
  expect(html.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'")
  const file = await guest.get(`/dev/mail/${id}/file?n=0`)
  expect([file.headers.get('content-type'), file.headers.get('content-disposition')?.split(';')[0]]).toEqual(['text/calendar', 'attachment'])
  expect(file.text).toContain('BEGIN:VCALENDAR')
  expect((await guest.get('/dev/mail/999999')).status).toBe(404)
})

test('a hundred looks at the address stop nothing; one POST without cookie or Origin stops it at once, twice is fine, a forged one does nothing', async () => {
  const member = await idOf('member3@example.com')
  const path = `/unsubscribe/${tokenFor('digest', member)}`
  const looks = await Promise.all(Array.from({ length: 100 }, () => fetch(server.url + path)))
  expect(new Set(looks.map((r) => r.status))).toEqual(new Set([200]))
  expect(await isOn(member, 'digest')).toBe(true)

  const press = (to: string) => fetch(server.url + to, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, redirect: 'manual' })
  const other = await idOf('member4@example.com')
  for (const forged of [path.slice(0, -1), path.replace(member, other), path.replace('digest', 'reminders'), '/unsubscribe/x']) expect((await press(forged)).status).toBe(404)
  expect([await isOn(member, 'digest'), await isOn(other, 'digest'), await isOn(member, 'reminders')]).toEqual([true, true, undefined])

  expect((await press(path)).status).toBe(200)
  expect(await isOn(member, 'digest')).toBe(false)
  expect((await press(path)).status).toBe(200)
})

test('the page of the address: one button, without JavaScript; the member turns the list on again', async () => {
  const member = await idOf('member5@example.com')
  const path = `/unsubscribe/${tokenFor('digest', member)}`
  const looking = await browsers.visitor(server.url, { viewport: { width: 390, height: 844 } })
  await looking.page.goto(path)
  expect(await barriers(looking.page)).toEqual([])
  await screenshot(looking.page, 'unsubscribe')
  const { page } = await browsers.visitor(server.url, { javaScriptEnabled: false })
  await page.goto(path)
  await page.getByRole('button', { name: '配信を停止する' }).click()
  await page.getByText('これからお送りしません').waitFor()
  expect(await isOn(member, 'digest')).toBe(false)

  const own = await browsers.visitor(server.url, { email: 'member5@example.com', javaScriptEnabled: false })
  await own.page.goto('/notifications')
  await own.page.getByRole('listitem').filter({ hasText: '週刊ダイジェスト' }).getByRole('button', { name: '受け取る' }).click()
  await expect.poll(() => isOn(member, 'digest')).toBe(true)
})

test('a request to a mentor rings the bell in an open window; opening the notification reads it, in every window', async () => {
  const mentor = await idOf('mentor@example.com')
  await db.query('update notification set read_at = now() where member_id = $1', [mentor])
  const [first, second] = [await browsers.visitor(server.url, { email: 'mentor@example.com' }), await browsers.visitor(server.url, { email: 'mentor@example.com', viewport: { width: 390, height: 844 } })]
  await Promise.all([first.page.goto('/news'), second.page.goto('/mentors')])
  const bell = (page: typeof first.page) => page.getByRole('banner').getByRole('link', { name: /お知らせ/ })
  await Promise.all([first, second].map(({ page }) => inRoom(page, 'user')))
  expect(await bell(first.page).textContent()).not.toMatch(/\d/)

  const asker = await session(server.url, 'member9@example.com')
  const { handle } = await one<{ handle: string }>('select handle from member where id = $1', [mentor])
  const form = await asker.get(`/mentors/${handle}`)
  const commandId = /name="commandId" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
  expect((await asker.post(`/mentors/${handle}`, { commandId, text: '独立のことを聞かせてください。' })).status).toBe(303)
  for (const { page } of [first, second]) {
    await until('the bell', async () => /1/.test((await bell(page).textContent()) ?? ''))
    await until('the title', async () => (await page.title()).startsWith('(1) '))
  }

  await first.page.goto('/notifications?show=unread')
  await first.page.getByRole('link', { name: /相談の申し込み/ }).first().waitFor()
  await second.page.goto('/notifications')
  expect(await barriers(second.page)).toEqual([])
  await screenshot(second.page, 'inbox')
  await second.page.getByRole('link', { name: /相談の申し込み/ }).first().click()
  await second.page.waitForURL('**/mentors/requests')
  for (const { page } of [first, second]) {
    await until('the bell is quiet', async () => !/\d/.test((await bell(page).textContent()) ?? ''))
    await until('the title without a number', async () => !(await page.title()).startsWith('('))
  }
  await first.page.getByText('未読のお知らせはありません').waitFor()
})

test('the operator sees a job that was given up and has it tried again; a member sees no such page', async () => {
  await db.query(`insert into outbox (queue, name, payload, request_id, created_at, due_at, relayed_at, starts, failed_at, error) values ('main', 'mentor.asked', $1, 'req-1', now(), now(), now(), 8, now(), 'Error: x')`, [JSON.stringify({ requestId: '01938d2e-0000-7000-8000-000000000001' })])
  const { page } = await browsers.visitor(server.url, { email: 'operator@example.com' })
  await page.goto('/desk/jobs')
  expect(await page.getByRole('main').textContent()).toContain('mentor.asked')
  expect(await page.getByRole('main').textContent()).not.toContain('01938d2e')
  expect(await barriers(page)).toEqual([])
  await screenshot(page, 'desk-jobs')
  await page.getByRole('button', { name: 'もう一度行う' }).click()
  await until('it is done', async () => (await db.query(`select 1 from outbox where request_id = 'req-1'`)).rowCount === 0)
  expect((await db.query(`select 1 from audit_entry where action = 'job.retried'`)).rowCount).toBe(1)
  const member = await session(server.url, 'member9@example.com')
  for (const path of ['/desk/jobs', '/desk/mail']) expect((await member.get(path)).status).toBe(404)
})
