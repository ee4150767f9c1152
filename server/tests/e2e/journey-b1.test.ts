/** B1 申し込み: what others do is seen by who looks at an event, its list or its roster, without a reload; and what was said at registration is changed. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { hydrated, session, walkProduct } from '../harness/index.ts'

const CARE = '介護と仕事を両立する制度を考える'
const FULL = '公共建築の木質化'
const walk = walkProduct()

const idOf = async (title: string): Promise<string> => (await walk.database.query<{ id: string }>('select id from event where title = $1', [title])).rows[0]!.id
const emailsOf = async (eventId: string, status: string): Promise<string[]> =>
  (await walk.database.query<{ email: string }>(`select m.email from registration r join member m on m.id = r.member_id where r.event_id = $1 and r.status = $2::registration_status and r.seat = 'venue' order by r.waitlist_no, m.email`, [eventId, status])).rows.map((r) => r.email)
const leave = async (eventId: string, email: string) => expect((await (await session(walk.server.url, email)).post(`/events/${eventId}`, { intent: 'leave', commandId: crypto.randomUUID() })).status).toBe(303)

/** Waits until it is seen. A hint may be lost, so it is given again now and then: a row that is written as it was says the same. */
async function sees(what: Locator, eventId: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await what.first().waitFor({ timeout: 5_000 })
    } catch (error) {
      if (tries === 6) throw error
      await walk.database.query('update registration set changed_at = changed_at where event_id = $1', [eventId])
    }
  }
}

test('who registers, with what they need, is seen on the list, the page and the roster; so is what they change', async () => {
  const id = await idOf(CARE)
  const hostEmail = (await walk.database.query<{ email: string }>('select m.email from event e join member m on m.id = e.host_id where e.id = $1', [id])).rows[0]!.email
  const [x, reader, host] = await Promise.all(['attendee@example.com', 'mentor@example.com', hostEmail].map((email) => walk.browsers.visitor(walk.server.url, { email })))
  const list = await reader!.context.newPage()
  await Promise.all([x!.page.goto(`/events/${id}`), reader!.page.goto(`/events/${id}`), list.goto('/events'), host!.page.goto(`/events/${id}/roster`)])
  await Promise.all([x!.page, reader!.page, list, host!.page].map(hydrated))
  const row = list.locator('.ev', { hasText: CARE })
  await row.getByText('あと20席').waitFor()
  await reader!.page.getByText('あと20席').waitFor()
  // What somebody is writing stays while the seats move.
  await reader!.page.getByLabel('配慮してほしいこと').fill('書きかけ')

  await x!.page.getByLabel('配慮してほしいこと').fill('字幕をお願いします')
  await x!.page.getByRole('button', { name: '申し込む' }).click()
  await x!.page.getByRole('heading', { name: 'お申し込み済みです' }).waitFor()
  await sees(reader!.page.getByText('あと19席'), id)
  await sees(row.getByText('あと19席'), id)
  await sees(host!.page.getByText('字幕をお願いします'), id)
  expect(await reader!.page.getByLabel('配慮してほしいこと').inputValue()).toBe('書きかけ')

  await x!.page.getByRole('link', { name: '申し込みの内容を変える' }).click()
  await x!.page.getByRole('heading', { level: 1, name: '申し込みの内容' }).waitFor()
  expect(await x!.page.getByLabel('配慮してほしいこと').inputValue()).toBe('字幕をお願いします')
  await x!.page.getByLabel('配慮してほしいこと').fill('手話通訳をお願いします')
  await x!.page.getByRole('button', { name: '変更を保存する' }).click()
  await x!.page.getByText('申し込みの内容を変えました。').waitFor()
  await sees(host!.page.getByText('手話通訳をお願いします'), id)
  expect(await host!.page.getByText('字幕をお願いします').count()).toBe(0)
  expect(await reader!.page.content()).not.toContain('手話通訳をお願いします')
})

test('the place in the line moves as others leave it, and the seat comes, without a reload', async () => {
  const id = await idOf(FULL)
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com', viewport: { width: 390, height: 844 } })
  await page.goto(`/events/${id}`)
  await hydrated(page)
  await page.getByRole('radio', { name: /会場.*満席/ }).check()
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByRole('heading', { name: 'キャンセル待ち 3番' }).waitFor()
  const [first = ''] = await emailsOf(id, 'waitlisted')
  await leave(id, first)
  await sees(page.getByRole('heading', { name: 'キャンセル待ち 2番' }), id)
  for (const email of (await emailsOf(id, 'going')).slice(0, 2)) await leave(id, email)
  await sees(page.getByRole('heading', { name: 'お申し込み済みです' }), id)
})
