import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import { beforeAll, expect, test } from 'vitest'
import type { Event, Member } from '../../../prisma/generated/client.ts'
import { system } from '../../core/actor.ts'
import { formatDate } from '../../core/dates.ts'
import { countGraphemes } from '../../core/text.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { clock, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { setTimeZone } from '../accounts/index.server.ts'
import { timeZoneInput } from '../accounts/schema.ts'
import { readCalendarFeed, readEventIcs } from './calendar-feed.server.ts'
import { changeLetters } from './change-letters.server.ts'
import type { eventJobs } from './jobs.ts'
import { leaveEvent } from './leave-event.server.ts'
import { registrationLetter } from './letters.server.ts'
import { readEvent } from './read-event.server.ts'
import { registerMember } from './register-member.server.ts'
import type { z } from 'zod'

const db = testDb()
const host = { familyName: '遠刈野', givenName: '樹', displayName: '遠刈野 樹', email: 'secret-host@example.com' }
let haruka: Member
let chihiro: Member
let event: Event

beforeAll(async () => {
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  chihiro = await makeMember(db, { displayName: '長谷部川 アンダーソン 千紘', lng: 'en', timeZone: 'Europe/Berlin' })
  event = await makeEvent(db, { title: '公共建築の木質化と、これからの学校・図書館・庁舎の設計を考える', capacity: 1, hostId: (await makeMember(db, host)).id, startsAt: new Date('2025-12-17T19:00:00+09:00'), place: '仙台市内とオンライン', mode: 'hybrid' })
  await registerMember(testCtx(haruka), event.id, { commandId: randomUUID(), support: '字幕', seat: 'venue' })
  await registerMember(testCtx(chihiro), event.id, { commandId: randomUUID(), support: '', seat: 'venue' })
})

type Told = z.output<(typeof eventJobs)['registration.tell']['payload']>
const told = async () => (await jobs('registration.tell')).map((j) => j.payload as Told)
const letterOf = async (change: Told['change']) => {
  const job = (await told()).findLast((p) => p.change === change)
  const letter = job && (await registrationLetter(testCtx(system), job))
  if (!letter) throw new Error('no letter')
  return letter
}
function read(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics))
  return { method: calendar.getFirstPropertyValue('method'), events: calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e)) }
}

test('registering, waiting, leaving and moving up are each told, with the calendar entry that belongs to it', async () => {
  const registered = await letterOf('registered')
  expect(registered).toMatchObject({ memberId: haruka.id, lng: 'ja', salutation: '浜岸 遥香 様', dedupeKey: `event:${event.id}:${haruka.id}:registered:0` })
  expect(countGraphemes(registered.subject)).toBeLessThanOrEqual(30)
  expect(registered.blocks).toContainEqual({ facts: [['日時', '2025年12月17日(水) 19:00〜20:30'], ['場所', '仙台市内とオンライン'], ['参加のしかた', '会場'], ['話す人', '遠刈野 樹さん']] })
  expect(registered.attachments).toMatchObject([{ filename: 'invite.ics', contentType: 'text/calendar; charset=utf-8; method=REQUEST' }])
  const invited = read(registered.attachments[0]?.content ?? '')
  expect([invited.method, invited.events[0]?.sequence, invited.events[0]?.uid]).toEqual(['REQUEST', 0, `${event.id}-${haruka.id}@localhost`])
  expect(invited.events[0]?.attendees.map((a) => String(a.getFirstValue()).toLowerCase())).toEqual([`mailto:${haruka.email}`])

  const waiting = await letterOf('waitlisted')
  expect(waiting).toMatchObject({ memberId: chihiro.id, lng: 'en', attachments: [] })
  expect(JSON.stringify(waiting.blocks)).toContain('number 1 on the waiting list')
  expect(JSON.stringify(waiting.blocks)).toContain('Wed 17 December at 11:00–12:30')

  await leaveEvent(testCtx(haruka), event.id, { commandId: randomUUID() })
  const left = await letterOf('left')
  const cancelled = read(left.attachments[0]?.content ?? '')
  expect([cancelled.method, cancelled.events[0]?.sequence, cancelled.events[0]?.uid]).toEqual(['CANCEL', 1, `${event.id}-${haruka.id}@localhost`])

  const promoted = await letterOf('promoted')
  expect(promoted).toMatchObject({ memberId: chihiro.id, subject: expect.stringContaining('You have a seat'), dedupeKey: `event:${event.id}:${chihiro.id}:promoted:1` })
  expect(read(promoted.attachments[0]?.content ?? '').events[0]?.sequence).toBe(1)
  // The wait is over before its mail went out: there is nothing to say.
  const stale = (await told()).find((p) => p.change === 'waitlisted' && p.memberId === chihiro.id)
  expect(stale && (await registrationLetter(testCtx(system), stale))).toBe(null)
})

test('no private field of anybody else stands in a mail, a file or a feed', async () => {
  const everything = JSON.stringify([await letterOf('registered'), await letterOf('promoted'), await readEventIcs(testCtx(haruka), event.id), await readCalendarFeed(testCtx(chihiro))])
  for (const secret of ['字幕', host.email]) expect(everything).not.toContain(secret)
  expect(JSON.stringify(await letterOf('promoted'))).not.toContain(haruka.email)
})

test('the feed holds what its member goes to, with the same UID as the mail; it names nobody', async () => {
  const feed = await readCalendarFeed(testCtx(chihiro))
  const { method, events } = read(feed)
  expect([method, events.map((e) => e.uid)]).toEqual(['PUBLISH', [`${event.id}-${chihiro.id}@localhost`]])
  expect(feed).not.toContain('ATTENDEE')
  expect(read(await readCalendarFeed(testCtx(haruka))).events).toEqual([])
  expect(read(await readEventIcs(testCtx(chihiro), event.id)).events[0]?.uid).toBe(`${event.id}-${chihiro.id}@localhost`)
})

test('only members have a feed', async () => {
  for (const who of [undefined, await makeMember(db, { status: 'suspended' }), await makeMember(db, { status: 'applicant' })]) await expect(readCalendarFeed(testCtx(who))).rejects.toMatchObject({ code: 'not_found' })
})

test('a cancelled event is cancelled in the feed, and nobody is told they are going', async () => {
  await db.event.update({ where: { id: event.id }, data: { status: 'cancelled', sequence: { increment: 1 } } })
  expect(await readCalendarFeed(testCtx(chihiro))).toContain('STATUS:CANCELLED')
  const promoted = (await told()).find((p) => p.change === 'promoted')
  expect(promoted && (await registrationLetter(testCtx(system), promoted))).toBe(null)
})

test('a draft has no file', async () => {
  const draft = await makeEvent(db, { status: 'draft', hostId: haruka.id })
  await expect(readEventIcs(testCtx(haruka), draft.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('in a hybrid event everybody has their own place in their calendar', async () => {
  const hybrid = await makeEvent(db, { mode: 'hybrid', place: '仙台市内', onlineCapacity: null })
  for (const [member, seat] of [[haruka, 'venue'], [chihiro, 'online']] as const) await registerMember(testCtx(member), hybrid.id, { commandId: randomUUID(), support: '', seat })
  const place = async (member: Member) => read(await readEventIcs(testCtx(member), hybrid.id)).events[0]?.location
  expect([await place(haruka), await place(chihiro)]).toEqual(['仙台市内', 'Online'])
  for (const change of ['changed', 'cancelled'] as const) {
    await db.event.update({ where: { id: hybrid.id }, data: { status: change === 'cancelled' ? 'cancelled' : 'published', sequence: 1 } })
    const { letters } = await changeLetters(testCtx(system), { eventId: hybrid.id, change, sequence: 1, note: '' })
    const facts = new Map(letters.map((l) => [l.memberId, l.blocks.flatMap((b) => ('facts' in b ? b.facts.slice(-2) : []))]))
    expect(facts).toEqual(new Map([[haruka.id, [['場所', '仙台市内'], ['参加のしかた', '会場']]], [chihiro.id, [['Where', 'Online'], ['How you take part', 'Online']]]]))
  }
})

test('an offer says until when, by the reader\'s own clock; what was offered and is gone is told no more', async () => {
  const full = await makeEvent(db, { capacity: 1, offersSeats: true, startsAt: new Date('2025-12-17T19:00:00+09:00') })
  for (const member of [haruka, chihiro]) await registerMember(testCtx(member), full.id, { commandId: randomUUID(), support: '' })
  await leaveEvent(testCtx(haruka), full.id, { commandId: randomUUID() })
  const offer = await letterOf('offered')
  expect(offer).toMatchObject({ memberId: chihiro.id, attachments: [] })
  expect(JSON.stringify(offer.blocks)).toContain('We keep it for you until')
  expect(JSON.stringify(offer.blocks)).toContain(formatDate(new Date(clock.now().getTime() + 12 * 3_600_000), 'dayTime', 'en', 'Europe/Berlin'))
  const job = (await told()).findLast((p) => p.change === 'offered')
  await leaveEvent(testCtx(chihiro), full.id, { commandId: randomUUID() })
  expect(job && (await registrationLetter(testCtx(system), job))).toBe(null)
})

test('who says where they live reads both times from then on, also until when a seat is held for them', async () => {
  const mayu = await makeMember(db, { displayName: '名取沢 真由' })
  const small = await makeEvent(db, { capacity: 1, offersSeats: true, startsAt: new Date('2025-12-17T19:00:00+09:00') })
  const register = (member: Member) => registerMember(testCtx(member), small.id, { commandId: randomUUID(), support: '' })
  await register(haruka)
  await register(mayu)
  expect(JSON.stringify((await letterOf('waitlisted')).blocks)).not.toContain('あなたの時刻')
  await setTimeZone(testCtx(mayu), timeZoneInput.parse({ commandId: randomUUID(), zone: 'America/New_York' }))
  expect((await readEvent(testCtx(mayu), small.id)).timeZone).toBe('America/New_York')
  await leaveEvent(testCtx(haruka), small.id, { commandId: randomUUID() })
  const { offeredUntil } = await db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId: small.id, memberId: mayu.id } } })
  const said = JSON.stringify((await letterOf('offered')).blocks)
  expect(said).toContain(`${formatDate(offeredUntil!, 'dayTime', 'ja')} (あなたの時刻 ${formatDate(offeredUntil!, 'dayTime', 'ja', 'America/New_York')})`)
  expect(said).toContain('12月17日(水) 05:00〜06:30')
})
