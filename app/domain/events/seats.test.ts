import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../../prisma/generated/client.ts'
import { isDomainError } from '../../core/errors.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { concurrently, jobs, testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { leaveEvent } from './leave-event.server.ts'
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
    create trigger remember after insert or update on registration for each row execute function remember();`)
})
afterAll(() => watcher.end())

type Step = { tx: string; member_id: string; before: string | null; before_no: number | null; after: string; after_no: number | null }
const historyOf = async (eventId: string): Promise<Step[]> => (await watcher.query<Step>('select * from history where event_id = $1 order by no', [eventId])).rows
const promotions = async (eventId: string) =>
  (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; change: string; sequence: number }).filter((p) => p.eventId === eventId && p.change === 'promoted')

/** Looks at what is committed, again and again, while `work` runs. Answers how often it looked. */
async function watched(eventId: string, work: Promise<unknown>): Promise<number> {
  const running = { yes: true }
  const done = work.finally(() => { running.yes = false })
  let looks = 0
  while (running.yes) {
    const { rows } = await watcher.query<{ capacity: number; going: number; waiting: number; seats_taken: number; waiting_count: number }>(
      `select e.capacity, e.seats_taken, e.waiting_count, (select count(*)::int from registration r where r.event_id = e.id and r.status = 'going') going,
        (select count(*)::int from registration r where r.event_id = e.id and r.status = 'waitlisted') waiting from event e where e.id = $1`, [eventId])
    const [seen] = rows
    if (!seen) throw new Error('the event is gone')
    expect(seen.going).toBeLessThanOrEqual(seen.capacity)
    expect([seen.seats_taken, seen.waiting_count]).toEqual([seen.going, seen.waiting])
    if (seen.waiting > 0) expect(seen.going).toBe(seen.capacity)
    looks++
  }
  await done
  return looks
}

/** Plays the history again: never over the capacity when a transaction ends, a seat never past somebody who waits, the lowest number first. */
function replay(steps: Step[], capacity: number): { going: Set<string>; waiting: Map<string, number>; promoted: number } {
  const going = new Set<string>()
  const waiting = new Map<string, number>()
  let promoted = 0
  steps.forEach((s, i) => {
    if (s.after === 'going') {
      if (s.before === 'waitlisted') {
        promoted++
        expect(s.before_no).toBe(Math.min(...waiting.values()))
      } else expect(waiting.size).toBe(0)
      going.add(s.member_id)
    } else going.delete(s.member_id)
    if (s.after === 'waitlisted' && s.after_no !== null) {
      expect(s.after_no).toBeGreaterThan(Math.max(0, ...waiting.values()))
      waiting.set(s.member_id, s.after_no)
    } else waiting.delete(s.member_id)
    if (steps[i + 1]?.tx !== s.tx) {
      expect(going.size).toBeLessThanOrEqual(capacity)
      if (waiting.size > 0) expect(going.size).toBe(capacity)
    }
  })
  return { going, waiting, promoted }
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
  expect(await db.event.findUniqueOrThrow({ where: { id: event.id }, select: { seatsTaken: true, waitingCount: true, waitlistNo: true } })).toEqual({ seatsTaken: 50, waitingCount: 150, waitlistNo: 150 })
  replay(await historyOf(event.id), 50)
})

const step = fc.record({ who: fc.nat({ max: 11 }), does: fc.constantFrom('register', 'register', 'leave') })

test('random registering and leaving at once: never over capacity, first come first served, one promotion told each', async () => {
  let promotedInAll = 0
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { minLength: 12, maxLength: 40 }), async (capacity, steps) => {
    const event = await makeEvent(db, { capacity })
    const all = concurrently(steps.length, (i): Promise<unknown> => {
      const s = steps[i]
      const ctx = testCtx(people[s?.who ?? 0])
      return s?.does === 'leave' ? leaveEvent(ctx, event.id, { commandId: randomUUID() }) : registerMember(ctx, event.id, { commandId: randomUUID(), support: '' })
    })
    await watched(event.id, all)
    // Leaving before ever registering is the one thing that is refused.
    for (const error of (await all).failed) expect(isDomainError(error) && error.code).toBe('not_found')
    const { going, waiting, promoted } = replay(await historyOf(event.id), capacity)
    const rows = await db.registration.findMany({ where: { eventId: event.id }, select: { memberId: true, status: true, waitlistNo: true } })
    expect(new Set(rows.filter((r) => r.status === 'going').map((r) => r.memberId))).toEqual(going)
    expect(new Map(rows.filter((r) => r.status === 'waitlisted').map((r) => [r.memberId, r.waitlistNo]))).toEqual(waiting)
    const told = await promotions(event.id)
    expect(told).toHaveLength(promoted)
    expect(new Set(told.map((p) => `${p.memberId} ${p.sequence}`)).size).toBe(promoted)
    promotedInAll += promoted
  }), { numRuns: 25 })
  expect(promotedInAll).toBeGreaterThan(0)
}, 120_000)
