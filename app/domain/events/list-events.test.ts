import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Member } from '../../../prisma/generated/client.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson, makeRegistration } from '../../../prisma/factories/events.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import { clock, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { digestItems, eventsWaiting, liveNow, upcomingFor } from './coming-events.server.ts'
import { listChoices } from './list-choices.server.ts'
import { monthOfEvents } from './month-of-events.server.ts'
import { listEvents } from './list-events.server.ts'
import { readEvent } from './read-event.server.ts'
import { registerMember } from './register-member.server.ts'
import { listInput, monthInput } from './schema.ts'
import type { EventFilter } from './views.ts'

const db = testDb()
const HOUR = 3_600_000
const SECRET = 'アレルギーがあります'
const SECRET_MAIL = 'secret-mayu@example.com'
let haruka: Member
let mayu: Member
let host: Member
const ids: Record<string, string> = {}

const at = (hours: number) => new Date(clock.now().getTime() + hours * HOUR)
async function make(name: string, hours: number, over: Parameters<typeof makeEvent>[1] = {}): Promise<void> {
  ids[name] = (await makeEvent(db, { title: name, startsAt: at(hours), hostId: host.id, ...over })).id
}
const id = (name: string) => ids[name] ?? ''

beforeAll(async () => {
  await emptyDb()
  haruka = await makeMember(db, {})
  mayu = await makeMember(db, { email: SECRET_MAIL, timeZone: 'America/New_York' })
  host = await makeMember(db, {})
  // 10:00 in Tokyo.
  await make('finished', -48, { recordingMinutes: 58 })
  await make('this morning', -4)
  await make('live', -0.3)
  await make('tonight', 9, { mode: 'venue', kind: 'meetup' })
  await make('tomorrow', 16, { mode: 'hybrid', capacity: 1 })
  await make('cancelled', 100, { status: 'cancelled', cancelNote: '大雪' })
  await make('draft', 120, { status: 'draft' })
  await make('far', 24 * 60, { capacity: null })
  await makeRegistration(db, { event: { id: id('tomorrow') }, member: mayu }, { support: SECRET })
  await registerMember(testCtx(haruka), id('tomorrow'), { commandId: randomUUID(), support: '', seat: 'venue' })
  await registerMember(testCtx(haruka), id('far'), { commandId: randomUUID(), support: '' })
})

const list = (query: object, who = haruka) => listEvents(testCtx(who), listInput.parse(query))
const titles = (cards: { title: string }[]) => cards.map((c) => c.title)
async function shown(show: EventFilter): Promise<string[]> {
  const { today, ahead } = await list({ show })
  return titles([...today, ...ahead.items])
}

test('today is what is not over and begins before midnight in Tokyo; then what comes; then what is over', async () => {
  const { today, ahead, past } = await list({})
  expect([titles(today), titles(ahead.items), titles(past.items)]).toEqual([['live', 'tonight'], ['tomorrow', 'cancelled', 'far'], ['this morning', 'finished']])
  expect([...today, ...ahead.items].map((c) => c.standing)).toEqual(['on', 'open', 'waiting', 'cancelled', 'going'])
})

test('a seminar whose room was closed before its time is over in lists, and no longer on', async () => {
  await makeRoom(db, { eventId: id('live'), status: 'closed' })
  try {
    expect((await list({})).today.map((c) => [c.title, c.standing])).toEqual([['live', 'over'], ['tonight', 'open']])
    expect(titles(await liveNow(testCtx(haruka)))).toEqual([])
    expect(titles((await eventsWaiting(testCtx(await makeMember(db, { role: 'hr_admin' })))).onNow)).toEqual([])
    await db.room.update({ where: { eventId: id('live') }, data: { status: 'open', closedAt: null } })
    expect((await list({})).today[0]?.standing).toBe('on')
    expect(titles(await liveNow(testCtx(haruka)))).toEqual(['live'])
  } finally {
    await db.room.delete({ where: { eventId: id('live') } })
  }
})

test('drafts are listed for their host and the office', async () => {
  const hr = await makeMember(db, { role: 'hr_admin' })
  for (const who of [host, hr]) expect(titles((await list({}, who)).ahead.items)).toContain('draft')
})

test('the filters', async () => {
  expect(await shown('online')).toEqual(['live', 'tomorrow', 'cancelled', 'far'])
  expect(await shown('venue')).toEqual(['tonight', 'tomorrow'])
  expect(await shown('joined')).toEqual(['tomorrow', 'far'])
  // Online the hybrid one has seats, while its place is full.
  expect(await shown('open')).toEqual(['live', 'tonight', 'tomorrow', 'far'])
})

test('an address that makes no sense shows the whole list', async () => {
  expect(listInput.parse({ show: 'x', kind: 1, by: '../x', theme: '', when: ['a'], after: 'x'.repeat(400) })).toEqual({ show: 'all', kind: null, by: null, theme: null, when: 'ahead', after: null })
  const { ahead } = await list({ after: 'bm90IG91cnM' })
  expect(titles(ahead.items)).toEqual(['tomorrow', 'cancelled', 'far'])
})

test('the list is paged by key: every event once, whatever is added meanwhile', async () => {
  const start = at(24 * 100)
  const made = await Promise.all(Array.from({ length: 65 }, (_, i) => makeEvent(db, { title: `series ${i}`, startsAt: i < 40 ? start : new Date(start.getTime() + i * HOUR) })))
  const seen: string[] = []
  let after: string | null = null
  let pages = 0
  do {
    const { ahead }: Awaited<ReturnType<typeof listEvents>> = await list({ after })
    seen.push(...ahead.items.map((c) => c.id))
    after = ahead.next
    pages++
    await makeEvent(db, { title: 'before', startsAt: at(24 * 20) })
  } while (after !== null)
  expect(pages).toBe(3)
  expect(new Set(seen).size).toBe(seen.length)
  for (const e of made) expect(seen).toContain(e.id)
  const past = await list({ when: 'past' })
  expect([titles(past.past.items), past.today, past.ahead.items]).toEqual([['this morning', 'finished'], [], []])
})

test('the page of an event: own place, own words, and the zone of the reader', async () => {
  const page = await readEvent(testCtx(haruka), id('tomorrow'))
  expect(page).toMatchObject({ mine: { status: 'waitlisted', seat: 'venue', place: 1, support: '' }, can: { host: false, leave: true }, whyNot: null, support: null, timeZone: 'Asia/Tokyo', card: { seats: [{ seat: 'venue', left: 0, waiting: 1 }, { seat: 'online', left: null, isFree: true }] } })
  expect(await readEvent(testCtx(mayu), id('tomorrow'))).toMatchObject({ mine: { status: 'going', support: SECRET }, timeZone: 'America/New_York' })
  await expect(readEvent(testCtx(haruka), id('draft'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(readEvent(testCtx(), id('live'))).rejects.toMatchObject({ code: 'not_found' })
})

test('配慮事項 are read by the host and the office; no peer gets them, nor anybody\'s address', async () => {
  const hr = await makeMember(db, { role: 'moderator' })
  for (const who of [host, hr]) expect((await readEvent(testCtx(who), id('tomorrow'))).support).toMatchObject({ items: [{ text: SECRET, isGoing: true, member: { id: mayu.id } }], more: 0 })
  clock.set(at(30))
  expect((await readEvent(testCtx(host), id('tomorrow'))).support).toBe(null)
  const asPeer = JSON.stringify([await readEvent(testCtx(haruka), id('tomorrow')), await list({}), await upcomingFor(testCtx(haruka)), await liveNow(testCtx(haruka)), await digestItems(testCtx(haruka), at(-24 * 365))])
  for (const secret of [SECRET, SECRET_MAIL, mayu.id]) expect(asPeer).not.toContain(secret)
})

test('home, desk and digest', async () => {
  expect(titles(await upcomingFor(testCtx(haruka)))).toEqual(['tomorrow', 'far'])
  expect(titles(await upcomingFor(testCtx(host), 2))).toEqual(['live', 'tonight'])
  expect(titles(await liveNow(testCtx(haruka)))).toEqual(['live'])
  const hr = await makeMember(db, { role: 'hr_admin' })
  const desk = await eventsWaiting(testCtx(hr))
  expect([titles(desk.onNow), titles(desk.today)]).toEqual([['live'], ['tonight']])
  await expect(eventsWaiting(testCtx(haruka))).rejects.toMatchObject({ code: 'forbidden' })
  const digest = titles(await digestItems(testCtx(haruka), at(-24 * 365)))
  expect([digest.includes('tonight'), digest.includes('tomorrow'), digest.includes('cancelled')]).toEqual([true, false, false])
  expect(await digestItems(testCtx(haruka), clock.now())).toEqual([])
})

test('narrowed by kind, by who hosts, helps or speaks, and by theme; and to one\'s own', async () => {
  const soon = at(24 * 300)
  const speaker = await makeMember(db, {})
  const helped = await makeEvent(db, { title: 'helped', startsAt: soon, kind: 'meetup', hostId: mayu.id, themes: ['介護'] })
  const spoken = await makeEvent(db, { title: 'spoken', startsAt: soon, hostId: mayu.id, themes: ['育児', '介護'] })
  await makeEvent(db, { title: 'secret', startsAt: soon, status: 'draft', hostId: mayu.id, themes: ['ひみつ'] })
  await makeEventPerson(db, { event: helped, member: host })
  await makeEventPerson(db, { event: spoken, member: speaker }, { role: 'speaker' })
  const found = async (query: object, who = haruka) => titles((await list(query, who)).ahead.items).filter((t) => ['helped', 'spoken', 'secret'].includes(t)).sort()
  expect(await found({ kind: 'meetup' })).toEqual(['helped'])
  expect(await found({ by: mayu.handle })).toEqual(['helped', 'spoken'])
  expect(await found({ by: mayu.handle }, mayu)).toEqual(['helped', 'secret', 'spoken'])
  expect(await found({ by: host.handle })).toEqual(['helped'])
  expect(await found({ by: speaker.handle, theme: '介護' })).toEqual(['spoken'])
  expect(await found({ theme: '育児' })).toEqual(['spoken'])
  expect(await found({ by: 'nobody', theme: '介護' })).toEqual([])
  expect(await found({ show: 'hosted' }, host)).toEqual(['helped'])
  const choices = await listChoices(testCtx(haruka))
  expect(choices.themes).toEqual(['介護', '育児'])
  expect(choices.hosts.map((h) => h.handle).sort()).toEqual([host.handle, mayu.handle].sort())
})

test('a month in Tokyo\'s days: every day once, holidays named, an event on each day it lasts, and only what the reader may see', async () => {
  await emptyDb()
  const who = await makeMember(db, { timeZone: 'Europe/Berlin' })
  await makeEvent(db, { title: 'first minute', startsAt: new Date('2025-11-01T00:00:00+09:00') })
  await makeEvent(db, { title: 'over night', startsAt: new Date('2025-11-23T22:00:00+09:00'), endsAt: new Date('2025-11-25T00:00:00+09:00') })
  await makeEvent(db, { title: 'into december', startsAt: new Date('2025-11-30T23:30:00+09:00') })
  await makeEvent(db, { title: 'draft', status: 'draft', startsAt: new Date('2025-11-10T10:00:00+09:00') })
  const month = (query: object) => monthOfEvents(testCtx(who), monthInput.parse(query))
  const november = await month({ month: '2025-11' })
  expect([november.before, november.next, november.days.length, november.isCut]).toEqual(['2025-10', '2025-12', 30, false])
  expect(november.days.filter((d) => d.events.length > 0).map((d) => [d.date, titles(d.events)])).toEqual([['2025-11-01', ['first minute']], ['2025-11-23', ['over night']], ['2025-11-24', ['over night']], ['2025-11-30', ['into december']]])
  expect(november.days.filter((d) => d.holiday !== null).map((d) => [d.date, d.holiday])).toEqual([['2025-11-03', '文化の日'], ['2025-11-23', '勤労感謝の日'], ['2025-11-24', '勤労感謝の日 振替休日']])
  expect(november.days[0]).toMatchObject({ weekday: 6 })
  expect((await month({ month: '2025-12' })).days[0]).toMatchObject({ date: '2025-12-01', events: [{ title: 'into december' }] })
  expect(await month({ month: '2025-13' })).toMatchObject({ month: '2025-11' })
  expect((await month({})).days.filter((d) => d.isToday).map((d) => d.date)).toEqual(['2025-11-20'])
  expect((await month({ month: '2000-01' })).before).toBe(null)
  await expect(monthOfEvents(testCtx(), monthInput.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
})
