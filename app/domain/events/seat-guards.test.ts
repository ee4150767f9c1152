import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { testDb, testUrl } from '../../../prisma/testing/index.ts'

const db = testDb()
const raw = new pg.Client({ connectionString: testUrl() })
const members: string[] = []
let eventId: string

beforeAll(async () => {
  await raw.connect()
  for (let i = 0; i < 3; i++) members.push((await makeMember(db, {})).id)
})
afterAll(() => raw.end())
beforeEach(async () => {
  eventId = (await makeEvent(db, { capacity: 2 })).id
  for (const id of members.slice(0, 2)) await makeRegistration(db, { event: { id: eventId }, member: { id } })
})
afterEach(() => raw.query('alter table registration enable trigger event_count_registrations'))

const insert = (status: string, waitlistNo: number | null, to = eventId) =>
  raw.query(`insert into registration (event_id, member_id, status, waitlist_no, created_at, changed_at) values ($1, $2, $3::registration_status, $4, now(), now())`, [to, members[2], status, waitlistNo])
const counts = async (id = eventId) => (await raw.query('select seats_taken, waiting_count, waitlist_no from event where id = $1', [id])).rows[0]

test('a third person cannot be put on two seats by raw SQL', async () => {
  for (const status of ['going', 'attended', 'absent']) await expect(insert(status, null)).rejects.toThrow('event_seats_within_capacity')
  await insert('waitlisted', 1)
  await expect(raw.query(`update registration set status = 'going', waitlist_no = null where event_id = $1 and member_id = $2`, [eventId, members[2]])).rejects.toThrow('event_seats_within_capacity')
  expect(await counts()).toEqual({ seats_taken: 2, waiting_count: 1, waitlist_no: 1 })
})

test('with the trigger off, the same statement goes through: it is the trigger that holds', async () => {
  await raw.query('alter table registration disable trigger event_count_registrations')
  await insert('going', null)
  expect((await raw.query(`select count(*)::int n from registration where event_id = $1 and status = 'going'`, [eventId])).rows[0].n).toBe(3)
})

test('the capacity cannot be made smaller than what is taken', async () => {
  await expect(raw.query('update event set capacity = 1 where id = $1', [eventId])).rejects.toThrow('event_seats_within_capacity')
})

test('a registration moved to a full event is refused; moved to another one it is counted there', async () => {
  const other = await makeEvent(db, { capacity: 1 })
  await raw.query('update registration set event_id = $1 where event_id = $2 and member_id = $3', [other.id, eventId, members[0]])
  expect([await counts(), await counts(other.id)]).toEqual([{ seats_taken: 1, waiting_count: 0, waitlist_no: 0 }, { seats_taken: 1, waiting_count: 0, waitlist_no: 0 }])
  await expect(raw.query('update registration set event_id = $1 where event_id = $2 and member_id = $3', [other.id, eventId, members[1]])).rejects.toThrow('event_seats_within_capacity')
})

test('what is counted cannot be written by hand', async () => {
  for (const column of ['seats_taken', 'waiting_count', 'waitlist_no']) await expect(raw.query(`update event set ${column} = 9 where id = $1`, [eventId])).rejects.toThrow('counted from registration')
  await expect(makeEvent(db, { seatsTaken: 1 })).rejects.toThrow('counted from registration')
})

test('a waiting place has a number of its own, and nobody else has one', async () => {
  await insert('waitlisted', 1)
  const fourth = await makeMember(db, {})
  await expect(makeRegistration(db, { event: { id: eventId }, member: fourth }, { status: 'waitlisted', waitlistNo: 1 })).rejects.toMatchObject({ code: 'P2002' })
  await expect(makeRegistration(db, { event: { id: eventId }, member: fourth }, { status: 'waitlisted' })).rejects.toThrow('registration_waits_with_number')
  await expect(makeRegistration(db, { event: { id: eventId }, member: fourth }, { status: 'cancelled', waitlistNo: 5 })).rejects.toThrow('registration_waits_with_number')
})

test('deleted and emptied rows give their seats back', async () => {
  await raw.query('delete from registration where event_id = $1 and member_id = $2', [eventId, members[0]])
  expect(await counts()).toMatchObject({ seats_taken: 1 })
  await raw.query('truncate registration')
  expect(await counts()).toMatchObject({ seats_taken: 0, waiting_count: 0 })
})

test('an event ends after it starts', async () => {
  await expect(raw.query('update event set ends_at = starts_at where id = $1', [eventId])).rejects.toThrow('event_ends_after_start')
})
