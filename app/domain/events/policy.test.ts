import { expect, test } from 'vitest'
import { type Account, type Actor, guest, type Role, system } from '../../core/actor.ts'
import { canHost, canSeeEvent, canSeeSupport, type CardSeats, type EventFacts, hasFreeSeat, phaseOf, standingOf, whyNotLeave, whyNotRegister, withSeats } from './policy.ts'

const account = (id: string, role: Role = 'member', status: Account['status'] = 'active'): Account => ({ kind: 'account', id, sessionId: 's', status, role, handle: id, displayName: id, lng: 'ja' })
const startsAt = new Date('2025-11-27T19:00:00+09:00')
const endsAt = new Date('2025-11-27T20:30:00+09:00')
const event = (over: Partial<EventFacts> = {}): EventFacts => ({ status: 'published', hostId: 'host', cohostIds: ['cohost'], startsAt, endsAt, mode: 'online', venueCapacity: null, venueTaken: 0, venueWaiting: 0, onlineCapacity: 2, onlineTaken: 0, onlineWaiting: 0, ...over })
const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000)

const people: Record<string, Actor> = {
  guest, system, member: account('m'), host: account('host'), cohost: account('cohost'), moderator: account('x', 'moderator'), hr: account('x', 'hr_admin'), department: account('x', 'department'), operator: account('x', 'operator'),
  applicant: account('a', 'member', 'applicant'), suspended_host: account('host', 'member', 'suspended'),
}

test.each([
  // who             published  draft  runs it  reads what "m" needs
  ['guest', false, false, false, false],
  ['applicant', false, false, false, false],
  ['suspended_host', false, false, false, false],
  ['member', true, false, false, true],
  ['department', true, false, false, false],
  ['operator', true, false, false, false],
  ['host', true, true, true, true],
  ['cohost', true, true, true, true],
  ['moderator', true, true, true, true],
  ['hr', true, true, true, true],
  ['system', true, true, false, false],
])('%s', (who, published, draft, hosts, reads) => {
  const actor = people[who] ?? guest
  expect([canSeeEvent(actor, event()), canSeeEvent(actor, event({ status: 'cancelled' })), canSeeEvent(actor, event({ status: 'draft' }))]).toEqual([published, published, draft])
  expect(canHost(actor, event())).toBe(hosts)
  expect(canSeeSupport(actor, event(), 'm')).toBe(reads)
})

test('a seat is free for the next who comes only while nobody waits', () => {
  expect(hasFreeSeat(event())).toBe(true)
  expect(hasFreeSeat(event({ onlineTaken: 2 }))).toBe(false)
  expect(hasFreeSeat(event({ onlineTaken: 1, onlineWaiting: 1 }))).toBe(false)
  expect(hasFreeSeat(event({ onlineCapacity: null, onlineTaken: 10_000 }))).toBe(true)
})

test('registering: until the end, never for drafts and cancelled events, never for the host', () => {
  const me = account('m')
  expect(whyNotRegister(me, event(), at(0))).toBe(null)
  expect(whyNotRegister(me, event(), at(89))).toBe(null)
  expect(whyNotRegister(me, event(), at(90))).toBe('over')
  expect(whyNotRegister(me, event({ onlineTaken: 2 }), at(0))).toBe(null)
  expect(whyNotRegister(me, event({ status: 'cancelled' }), at(-1))).toBe('cancelled')
  expect(whyNotRegister(account('host'), event(), at(-1))).toBe('host')
  expect(whyNotRegister(account('host'), event({ status: 'draft' }), at(-1))).toBe('draft')
  expect([whyNotLeave(event(), at(89)), whyNotLeave(event(), at(90)), whyNotLeave(event({ status: 'cancelled' }), at(-1))]).toEqual([null, 'over', 'cancelled'])
})

test.each([[-11, 'ahead'], [-10, 'soon'], [-1, 'soon'], [0, 'on'], [89, 'on'], [90, 'over']] as const)('%d minutes after the start it is %s', (minutes, phase) => {
  expect(phaseOf(event(), at(minutes))).toBe(phase)
  expect(phaseOf(event({ status: 'cancelled' }), at(minutes))).toBe('cancelled')
})

test('what one reader is told, the most pressing first', () => {
  expect(standingOf(event(), null, at(-60))).toBe('open')
  expect(standingOf(event({ onlineTaken: 2 }), null, at(-60))).toBe('full')
  expect(standingOf(event({ onlineTaken: 2, onlineWaiting: 1 }), 'waitlisted', at(-60))).toBe('waiting')
  expect(standingOf(event({ onlineTaken: 2 }), 'going', at(-60))).toBe('going')
  expect(standingOf(event(), 'cancelled', at(-60))).toBe('open')
  expect(standingOf(event(), 'going', at(1))).toBe('on')
  expect(standingOf(event(), 'going', at(91))).toBe('over')
  expect(standingOf(event({ status: 'cancelled' }), 'going', at(1))).toBe('cancelled')
  expect(standingOf(event({ status: 'draft' }), null, at(1))).toBe('draft')
})

const cardOfTwo = {
  standing: 'open', capacity: 12, seatsLeft: 2, waiting: 0,
  seats: [{ seat: 'venue', capacity: 10, left: 0, waiting: 0, isFree: false }, { seat: 'online', capacity: 2, left: 2, waiting: 0, isFree: true }],
} satisfies CardSeats as CardSeats
const none = { capacity: null, taken: 0, waiting: 0 }

test('seats that are heard of stand on the card, and open and full with them', () => {
  const full = withSeats(cardOfTwo, { venue: { capacity: 10, taken: 10, waiting: 3 }, online: { capacity: 2, taken: 2, waiting: 0 } })
  expect(full).toMatchObject({ standing: 'full', seatsLeft: 0, waiting: 3, seats: [{ seat: 'venue', left: 0, waiting: 3, isFree: false }, { seat: 'online', left: 0, isFree: false }] })
  expect(withSeats(full, { venue: { capacity: 11, taken: 10, waiting: 0 }, online: none })).toMatchObject({ standing: 'open', capacity: null, seatsLeft: null, seats: [{ left: 1, isFree: true }, { left: null, isFree: true }] })
  // Somebody waits: what is free is theirs.
  expect(withSeats(full, { venue: { capacity: 11, taken: 10, waiting: 1 }, online: { capacity: 2, taken: 2, waiting: 0 } }).standing).toBe('full')
  expect(withSeats({ ...cardOfTwo, standing: 'going' }, { venue: none, online: none }).standing).toBe('going')
  expect(withSeats({ ...cardOfTwo, seats: cardOfTwo.seats.slice(1) }, { venue: none, online: { capacity: 5, taken: 1, waiting: 0 } }).seats).toEqual([{ seat: 'online', capacity: 5, left: 4, waiting: 0, isFree: true }])
})
