import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import PostalMime from 'postal-mime'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member } from '../prisma/generated/client.ts'
import { claimDueReminders, leaveEvent, registerMember } from '../app/domain/events/index.server.ts'
import { makeMember } from '../prisma/factories/accounts.ts'
import { makeEvent } from '../prisma/factories/events.ts'
import { clock, testCtx, testDb } from '../prisma/testing/index.ts'
import { runWorkers } from '../prisma/testing/workers.ts'

const db = testDb()
let haruka: Member
let mayu: Member
let event: Event
beforeEach(async () => {
  haruka = await makeMember(db, {})
  mayu = await makeMember(db, {})
  event = await makeEvent(db, { capacity: 1 })
})
const register = (member: Member) => registerMember(testCtx(member), event.id, { commandId: randomUUID(), support: '' })
const mails = (member: Member) => db.devMail.findMany({ where: { to: { contains: member.email } }, orderBy: { id: 'asc' } })
const parse = (raw: Uint8Array) => PostalMime.parse(raw)

test('registering ends as one mail with an invitation that a calendar accepts', async () => {
  await runWorkers()
  await register(haruka)
  await register(haruka)
  await expect.poll(() => mails(haruka)).toHaveLength(1)
  const [mail] = await mails(haruka)
  const parsed = await parse(mail?.raw ?? new Uint8Array())
  expect(parsed.subject).toContain('申し込み完了')
  expect(parsed.text).toContain(`http://localhost:3000/events/${event.id}`)
  const [ics] = parsed.attachments
  expect([ics?.filename, ics?.mimeType]).toEqual(['invite.ics', 'text/calendar'])
  const source = Buffer.from(mail?.raw ?? []).toString('latin1')
  expect(source).toMatch(/Content-Type: text\/calendar;[^]*?method=REQUEST/i)
  const text = typeof ics?.content === 'string' ? ics.content : new TextDecoder().decode(ics?.content)
  const vevent = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
  expect(vevent?.getFirstPropertyValue('uid')).toBe(`${event.id}-${haruka.id}@localhost`)
})

test('who is moved up gets one mail and one word in the inbox; who left gets the cancellation', async () => {
  await register(haruka)
  await register(mayu)
  await leaveEvent(testCtx(haruka), event.id, { commandId: randomUUID() })
  await runWorkers()
  await expect.poll(async () => (await mails(mayu)).map((m) => m.subject)).toEqual([expect.stringContaining('参加になりました')])
  await expect.poll(async () => (await mails(haruka)).map((m) => m.subject).sort()).toEqual([expect.stringContaining('取り消しました'), expect.stringContaining('申し込み完了')])
  expect(await db.notification.findMany({ where: { memberId: mayu.id }, select: { kind: true, href: true, params: true } })).toEqual([{ kind: 'seat_given', href: `/events/${event.id}`, params: { title: event.title } }])
})

test('a reminder is bulk mail: it carries the one click that stops it', async () => {
  await register(haruka)
  clock.set(new Date(event.startsAt.getTime() - 86_400_000))
  await claimDueReminders(testCtx({ kind: 'system' }))
  await runWorkers()
  await expect.poll(async () => (await mails(haruka)).filter((m) => m.subject.includes('あす'))).toHaveLength(1)
  const [mail] = (await mails(haruka)).filter((m) => m.subject.includes('あす'))
  const parsed = await parse(mail?.raw ?? new Uint8Array())
  expect(parsed.headers.find((h) => h.key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click')
  expect(parsed.text).toContain('/unsubscribe/reminders.')
})

test('who has stopped reminders still gets what they did themselves: the confirmation, and nothing else', async () => {
  await db.mailChoice.create({ data: { memberId: haruka.id, list: 'reminders', isOn: false, source: 'one_click', at: clock.now() } })
  await register(haruka)
  clock.set(new Date(event.startsAt.getTime() - 86_400_000))
  await claimDueReminders(testCtx({ kind: 'system' }))
  await runWorkers()
  await expect.poll(() => db.mail.findMany({ where: { memberId: haruka.id }, select: { kind: true, status: true }, orderBy: { kind: 'asc' } }))
    .toEqual([{ kind: 'event.day', status: 'suppressed' }, { kind: 'event.registered', status: 'sent' }])
  expect(await mails(haruka)).toHaveLength(1)
})
