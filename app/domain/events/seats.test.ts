import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../../prisma/generated/client.ts'
import { isDomainError } from '../../core/errors.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { clock, concurrently, jobs, testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { addParticipant } from './add-participant.server.ts'
import { acceptOffer } from './answer-offer.server.ts'
import { leaveEvent } from './leave-event.server.ts'
import { passSeatsOn } from './pass-seats-on.server.ts'
import { OFFER_MS } from './policy.ts'
import { removeParticipant } from './remove-participant.server.ts'
import { saveRegistrationSettings } from './save-settings.server.ts'
import { registerMember } from './register-member.server.ts'

const db = testDb()
const people: Member[] = []
const watcher = new pg.Client({ connectionString: testUrl() })

beforeAll(async () => {
  people.push(...(await Promise.all(Array.from({ length: 200 }, () => makeMember(db, {})))))
  await watcher.connect()
  // Every change of a registration in the order it was made: the numbers are drawn under the event's lock.
  await watcher.query(`
    create table history (no bigserial, tx bigint, event_id uuid, member_id uuid, before text, before_no int, after text, after_no int);
    create function remember() returns trigger language plpgsql as $$ begin
      insert into history (tx, event_id, member_id, before, before_no, after, after_no)
      values (txid_current(), new.event_id, new.member_id, case when tg_op = 'UPDATE' then old.status::text end, case when tg_op = 'UPDATE' then old.waitlist_no end, new.status, new.waitlist_no);
      return null;
    end $$;
    create trigger remember after insert or update on registration for each row execute function remember();
    create function remember_capacity() returns trigger language plpgsql as $$ begin
      insert into history (tx, event_id, after, after_no) values (txid_current(), new.id, 'capacity', new.online_capacity);
      return null;
    end $$;
    create trigger remember_capacity after insert or update of online_capacity on event for each row execute function remember_capacity();`)
})
afterAll(() => watcher.end())

type Step = { tx: string; member_id: string | null; before: string | null; before_no: number | null; after: string; after_no: number | null }
const historyOf = async (eventId: string): Promise<Step[]> => (await watcher.query<Step>('select * from history where event_id = $1 order by no', [eventId])).rows
const promotions = async (eventId: string) =>
  (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; change: string; sequence: number }).filter((p) => p.eventId === eventId && (p.change === 'promoted' || p.change === 'offered'))

/** Looks at what is committed, again and again, while `work` runs. Answers how often it looked. */
async function watched(eventId: string, work: Promise<unknown>): Promise<number> {
  const running = { yes: true }
  const done = work.finally(() => { running.yes = false })
  let looks = 0
  while (running.yes) {
    const { rows } = await watcher.query<{ capacity: number; held: number; waiting: number; seats_taken: number; waiting_count: number }>(
      `select e.online_capacity capacity, e.online_taken seats_taken, e.online_waiting waiting_count, (select count(*)::int from registration r where r.event_id = e.id and r.status in ('going', 'offered')) held,
        (select count(*)::int from registration r where r.event_id = e.id and r.status = 'waitlisted') waiting from event e where e.id = $1`, [eventId])
    const [seen] = rows
    if (!seen) throw new Error('the event is gone')
    expect(seen.held).toBeLessThanOrEqual(seen.capacity)
    expect([seen.seats_taken, seen.waiting_count]).toEqual([seen.held, seen.waiting])
    if (seen.waiting > 0) expect(seen.held).toBeGreaterThanOrEqual(seen.capacity)
    looks++
  }
  await done
  return looks
}

/**
 * Plays the history again: when a transaction ends, never over the capacity, a
 * seat never past somebody who waits, the lowest number first.
 */
function replay(steps: Step[]): { held: Map<string, string>; waiting: Map<string, number>; promoted: number } {
  const held = new Map<string, string>()
  const waiting = new Map<string, number>()
  let promoted = 0
  let capacity = 0
  steps.forEach((s, i) => {
    if (s.member_id === null) capacity = s.after_no ?? Infinity
    else {
      if (s.after === 'going' || s.after === 'offered') {
        if (s.before === 'waitlisted') {
          promoted++
          expect(s.before_no).toBe(Math.min(...waiting.values()))
        } else if (s.before !== 'offered') expect(waiting.size).toBe(0)
        held.set(s.member_id, s.after)
      } else held.delete(s.member_id)
      if (s.after === 'waitlisted' && s.after_no !== null) {
        expect(s.after_no).toBeGreaterThan(Math.max(0, ...waiting.values()))
        waiting.set(s.member_id, s.after_no)
      } else waiting.delete(s.member_id)
    }
    if (steps[i + 1]?.tx !== s.tx) {
      expect(held.size).toBeLessThanOrEqual(capacity)
      if (waiting.size > 0) expect(held.size).toBeGreaterThanOrEqual(capacity)
    }
  })
  return { held, waiting, promoted }
}

test('200 at once for 50 seats: 50 go, 150 wait in places 1 to 150, nobody fails', async () => {
  const event = await makeEvent(db, { capacity: 50 })
  const all = concurrently(200, (i) => registerMember(testCtx(people[i]), event.id, { commandId: randomUUID(), support: '' }))
  const looks = await watched(event.id, all)
  const { done, failed } = await all
  expect(failed).toEqual([])
  expect(looks).toBeGreaterThan(3)
  expect(done.filter((d) => d.status === 'going')).toHaveLength(50)
  expect(done.filter((d) => d.status === 'waitlisted').map((d) => d.place).sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
  const numbers = await db.registration.findMany({ where: { eventId: event.id, status: 'waitlisted' }, select: { waitlistNo: true }, orderBy: { waitlistNo: 'asc' } })
  expect(numbers.map((n) => n.waitlistNo)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
  expect(await db.event.findUniqueOrThrow({ where: { id: event.id }, select: { onlineTaken: true, onlineWaiting: true, waitlistNo: true } })).toEqual({ onlineTaken: 50, onlineWaiting: 150, waitlistNo: 150 })
  replay(await historyOf(event.id))
})

const does = ['register', 'register', 'register', 'leave', 'leave', 'accept', 'remove', 'add', 'capacity', 'settle'] as const
const step = fc.record({ who: fc.nat({ max: 11 }), does: fc.constantFrom(...does), capacity: fc.integer({ min: 0, max: 5 }) })
const YEAR = 365 * 86_400_000

test('random registering, leaving, offers taken, declined and expiring, hosts adding and removing, capacity changed both ways, at once', async () => {
  const all = { promoted: 0, offered: 0, expired: 0, lowered: 0 }
  const host = await makeMember(db, {})
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.array(step, { minLength: 16, maxLength: 44 }), async (capacity, offersSeats, steps) => {
    const event = await makeEvent(db, { capacity, offersSeats, hostId: host.id, startsAt: new Date(clock.now().getTime() + YEAR) })
    const commandId = () => randomUUID()
    const work = concurrently(steps.length, (i): Promise<unknown> => {
      const s = steps[i]
      const member = people[s?.who ?? 0]
      const [own, theirs] = [testCtx(member), testCtx(host)]
      switch (s?.does) {
        case 'leave': return leaveEvent(own, event.id, { commandId: commandId() })
        case 'accept': return acceptOffer(own, event.id, { commandId: commandId() })
        case 'remove': return removeParticipant(theirs, event.id, { commandId: commandId(), memberId: member?.id ?? '' })
        case 'add': return addParticipant(theirs, event.id, { commandId: commandId(), handle: member?.handle ?? '', seat: null })
        case 'capacity': return saveRegistrationSettings(theirs, event.id, { commandId: commandId(), venueCapacity: null, onlineCapacity: s.capacity, offersSeats, needsApproval: false, showsRoster: true })
        case 'settle':
          clock.advance(OFFER_MS)
          return passSeatsOn(testCtx(system))
        default: return registerMember(own, event.id, { commandId: commandId(), support: '' })
      }
    })
    await watched(event.id, work)
    // Leaving before ever registering, an offer that has passed or never was, and fewer seats than are taken are all that is refused.
    for (const error of (await work).failed) expect(isDomainError(error) && [error.code, error.textKey ?? error.fields?.['onlineCapacity']]).toEqual(expect.toSatisfy(([code, text]: string[]) => code === 'not_found' || text === 'events.refused.offer' || text === 'events.settings.below_taken'))
    // Then nobody answers, and three workers settle it at once.
    clock.advance(OFFER_MS)
    expect((await concurrently(3, () => passSeatsOn(testCtx(system)))).failed).toEqual([])
    const history = await historyOf(event.id)
    const { held, waiting, promoted } = replay(history)
    const rows = await db.registration.findMany({ where: { eventId: event.id }, select: { memberId: true, status: true, waitlistNo: true } })
    expect(new Map(rows.filter((r) => r.status === 'going' || r.status === 'offered').map((r) => [r.memberId, r.status]))).toEqual(held)
    expect(new Map(rows.filter((r) => r.status === 'waitlisted').map((r) => [r.memberId, r.waitlistNo]))).toEqual(waiting)
    const told = await promotions(event.id)
    expect(told).toHaveLength(promoted)
    expect(new Set(told.map((p) => `${p.memberId} ${p.sequence}`)).size).toBe(promoted)
    all.promoted += promoted
    all.offered += told.filter((p) => p.change === 'offered').length
    all.expired += (await jobs('registration.tell')).filter((j) => (j.payload as { eventId: string }).eventId === event.id && (j.payload as { change: string }).change === 'expired').length
    all.lowered += history.filter((h, i) => h.member_id === null && i > 0 && h.after_no !== null && h.after_no < capacity).length
  }), { numRuns: 25 })
  for (const often of Object.values(all)) expect(often).toBeGreaterThan(0)
}, 120_000)
