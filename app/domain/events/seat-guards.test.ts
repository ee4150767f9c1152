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
  eventId = (await makeEvent(db, { mode: 'venue', capacity: 2 })).id
  for (const id of members.slice(0, 2)) await makeRegistration(db, { event: { id: eventId }, member: { id } })
})
afterEach(() => raw.query('alter table registration enable trigger event_count_registrations'))

const insert = (status: string, waitlistNo: number | null, { to = eventId, seat = 'venue' } = {}) =>
  raw.query(`insert into registration (event_id, member_id, status, seat, offered_until, waitlist_no, created_at, changed_at) values ($1, $2, $3::registration_status, $4::seat_kind, case when $3 = 'offered' then now() end, $5, now(), now())`, [to, members[2], status, seat, waitlistNo])
const counts = async (id = eventId) => (await raw.query('select venue_taken seats_taken, venue_waiting waiting_count, waitlist_no from event where id = $1', [id])).rows[0]

test('a third person cannot be put on two seats by raw SQL', async () => {
  for (const status of ['going', 'offered', 'attended', 'absent']) await expect(insert(status, null)).rejects.toThrow('event_venue_within_capacity')
  await insert('waitlisted', 1)
  await expect(raw.query(`update registration set status = 'going', waitlist_no = null where event_id = $1 and member_id = $2`, [eventId, members[2]])).rejects.toThrow('event_venue_within_capacity')
  expect(await counts()).toEqual({ seats_taken: 2, waiting_count: 1, waitlist_no: 1 })
})

test('with the trigger off, the same statement goes through: it is the trigger that holds', async () => {
  await raw.query('alter table registration disable trigger event_count_registrations')
  await insert('going', null)
  expect((await raw.query(`select count(*)::int n from registration where event_id = $1 and status = 'going'`, [eventId])).rows[0].n).toBe(3)
})

test('a capacity is lowered as far as what is taken, and raised or lifted at will', async () => {
  const lower = (to: number | null) => raw.query('update event set venue_capacity = $2 where id = $1', [eventId, to])
  await expect(lower(1)).rejects.toThrow('event_venue_within_capacity')
  expect(await counts()).toEqual({ seats_taken: 2, waiting_count: 0, waitlist_no: 0 })
  await raw.query(`update registration set status = 'cancelled' where event_id = $1 and member_id = $2`, [eventId, members[0]])
  await lower(1)
  await expect(insert('going', null)).rejects.toThrow('event_venue_within_capacity')
  await lower(2)
  await insert('going', null)
  await lower(null)
  await raw.query(`update registration set status = 'going' where event_id = $1 and member_id = $2`, [eventId, members[0]])
  await expect(lower(2)).rejects.toThrow('event_venue_within_capacity')
})

test('the place and online are counted apart, each within its own capacity; an event holds no seats of a kind it does not have', async () => {
  await expect(insert('going', null, { seat: 'online' })).rejects.toThrow('event_seats_of_its_mode')
  await raw.query(`update event set mode = 'hybrid', online_capacity = 0 where id = $1`, [eventId])
  await expect(insert('going', null, { seat: 'online' })).rejects.toThrow('event_online_within_capacity')
  await raw.query(`update event set online_capacity = 1 where id = $1`, [eventId])
  await insert('going', null, { seat: 'online' })
  await expect(raw.query(`update registration set seat = 'online' where event_id = $1 and member_id = $2`, [eventId, members[0]])).rejects.toThrow('event_online_within_capacity')
  await expect(raw.query(`update event set mode = 'venue' where id = $1`, [eventId])).rejects.toThrow('event_seats_of_its_mode')
  expect((await raw.query('select venue_taken, online_taken from event where id = $1', [eventId])).rows[0]).toEqual({ venue_taken: 2, online_taken: 1 })
})

test('only an offered seat has a time until which it is held', async () => {
  const offer = (status: string, until: string) => raw.query(`update registration set status = '${status}', offered_until = ${until} where event_id = $1 and member_id = $2`, [eventId, members[0]])
  await expect(offer('offered', 'null')).rejects.toThrow('registration_offered_until')
  await expect(offer('going', 'now()')).rejects.toThrow('registration_offered_until')
  await offer('offered', 'now()')
  expect(await counts()).toMatchObject({ seats_taken: 2 })
})

test('a registration moved to a full event is refused; moved to another one it is counted there', async () => {
  const other = await makeEvent(db, { mode: 'venue', capacity: 1 })
  await raw.query('update registration set event_id = $1 where event_id = $2 and member_id = $3', [other.id, eventId, members[0]])
  expect([await counts(), await counts(other.id)]).toEqual([{ seats_taken: 1, waiting_count: 0, waitlist_no: 0 }, { seats_taken: 1, waiting_count: 0, waitlist_no: 0 }])
  await expect(raw.query('update registration set event_id = $1 where event_id = $2 and member_id = $3', [other.id, eventId, members[1]])).rejects.toThrow('event_venue_within_capacity')
})

test('what is counted cannot be written by hand', async () => {
  for (const column of ['venue_taken', 'venue_waiting', 'online_taken', 'online_waiting', 'waitlist_no']) await expect(raw.query(`update event set ${column} = 9 where id = $1`, [eventId])).rejects.toThrow('counted from registration')
  await expect(makeEvent(db, { venueTaken: 1 })).rejects.toThrow('counted from registration')
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
  await raw.query('truncate registration cascade')
  expect(await counts()).toMatchObject({ seats_taken: 0, waiting_count: 0 })
})

test('an event ends after it starts', async () => {
  await expect(raw.query('update event set ends_at = starts_at where id = $1', [eventId])).rejects.toThrow('event_ends_after_start')
})

test('a change of the capacity alone is told, and so is a registration that comes, changes or goes; without their triggers neither is', async () => {
  const heard: number[][] = []
  const hear = ({ payload }: { payload?: string | undefined }) => {
    const { eventId: id, seats } = JSON.parse(payload ?? '') as { eventId: string; seats: { venue: { capacity: number; taken: number } } }
    if (id === eventId) heard.push([seats.venue.capacity, seats.venue.taken])
  }
  raw.on('notification', hear)
  await raw.query('listen enishi_hint')
  const capacity = (n: number) => raw.query('update event set venue_capacity = $2 where id = $1', [eventId, n])
  const rows = async () => {
    await insert('going', null)
    await raw.query(`update registration set status = 'cancelled' where event_id = $1 and member_id = $2`, [eventId, members[2]])
    await raw.query('delete from registration where event_id = $1 and member_id = $2', [eventId, members[2]])
  }
  try {
    await capacity(5)
    await rows()
    await expect.poll(() => heard).toEqual([[5, 2], [5, 3], [5, 2], [5, 2]])
    for (const [table, trigger, silent, loud] of [['event', 'event_tell', () => capacity(6), rows], ['registration', 'registration_tell', rows, () => capacity(7)]] as const) {
      heard.length = 0
      await raw.query(`alter table ${table} disable trigger ${trigger}`)
      await silent()
      await raw.query(`alter table ${table} enable trigger ${trigger}`)
      await loud()
      await expect.poll(() => heard).toEqual(table === 'event' ? [[6, 3], [6, 2], [6, 2]] : [[7, 2]])
    }
  } finally {
    await raw.query('alter table event enable trigger event_tell; alter table registration enable trigger registration_tell; unlisten enishi_hint')
    raw.off('notification', hear)
  }
})

test('whoever looks at an event is told once a transaction how its seats stand, whatever wrote the rows; of a draft nobody is', async () => {
  const heard: { eventId: string; seats: { venue: { capacity: number; taken: number; waiting: number } } }[] = []
  raw.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')))
  await raw.query('listen enishi_hint')
  const draft = await makeEvent(db, { mode: 'venue', status: 'draft' })
  await makeRegistration(db, { event: draft, member: { id: members[0] as string } })
  await db.$transaction([
    db.registration.update({ where: { eventId_memberId: { eventId, memberId: members[0] as string } }, data: { status: 'cancelled' } }),
    db.registration.update({ where: { eventId_memberId: { eventId, memberId: members[1] as string } }, data: { support: '字幕', answers: { a: '秘密' } } }),
    db.event.update({ where: { id: eventId }, data: { venueCapacity: 5 } }),
  ])
  const first = { kind: 'event.seats', eventId, seats: { venue: { capacity: 5, taken: 1, waiting: 0 }, online: { capacity: null, taken: 0, waiting: 0 } } }
  await expect.poll(() => heard).toEqual([first])
  await db.registration.update({ where: { eventId_memberId: { eventId, memberId: members[1] as string } }, data: { isListed: true } })
  await expect.poll(() => heard).toEqual([first, first])
  await raw.query('unlisten enishi_hint')
})
