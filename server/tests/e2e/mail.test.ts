/** What is sent reaches the mailbox of the embedded default, as a mail program would read it. */
import fs from 'node:fs'
import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { until, walkProduct } from '../harness/index.ts'

const care = '介護と仕事を両立する制度を考える'
const walk = walkProduct({ database: 'embedded' })

/** Looks into the mailbox until a mail of this subject is there, and opens it. */
async function openMail(page: Page, subject: RegExp): Promise<void> {
  const mail = page.getByRole('link', { name: subject })
  await until(`a mail like ${subject}`, async () => {
    await page.goto('/dev/mail')
    return (await mail.count()) > 0
  })
  expect(await mail.count()).toBe(1)
  await mail.click()
  await page.getByRole('heading', { level: 1, name: subject }).waitFor()
}

test('who registers for a seminar gets one confirmation, with a file their calendar understands', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com' })
  await page.goto('/events')
  await page.getByRole('link', { name: care }).first().click()
  await page.getByRole('heading', { level: 1, name: care }).waitFor()
  const starts = await page.locator('.sem-when time').getAttribute('datetime')
  await page.locator('#reg').getByRole('button', { name: '申し込む' }).click()
  await page.getByRole('heading', { name: 'お申し込み済みです' }).waitFor()

  const guest = await walk.browsers.visitor(walk.server.url)
  await openMail(guest.page, new RegExp(care))
  expect(await guest.page.locator('.dl').innerText()).toContain('attendee@example.com')
  expect(await guest.page.locator('.mail-text').first().innerText()).toMatch(/名取沢[^]*介護と仕事/)
  const [download] = await Promise.all([guest.page.waitForEvent('download'), guest.page.getByRole('link', { name: /\.ics/ }).click()])
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(await download.path(), 'utf8')) as unknown[])
  const [event, ...others] = calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e))
  expect(others).toEqual([])
  expect(event!.summary).toBe(care)
  expect(event!.component.getFirstProperty('dtstart')!.getParameter('tzid')).toBe('Asia/Tokyo')
  expect(event!.startDate.toString()).toBe(new Date(new Date(starts!).getTime() + 9 * 3_600_000).toISOString().slice(0, 19))
})
