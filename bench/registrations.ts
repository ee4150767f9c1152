/** Many at one moment: 1,000 members register for 50 seats, and 1,000 attendees answer the same poll. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Socket } from 'socket.io-client'
import { createDb } from '../app/core/db.server.ts'
import { demoId } from '../prisma/demo/ids.ts'
import { LIVE } from '../prisma/demo/events.ts'
import { makeEvent } from '../prisma/factories/events.ts'
import { makePoll } from '../prisma/factories/polls.ts'
import type { Person } from './crowd.ts'
import { type Figure, percentile, round } from './measure.ts'
import type { Product } from './product.ts'
import { connect } from './rooms.ts'

const PEOPLE = 1_000
const SEATS = 50
const HEARD_WITHIN_MS = 30_000

export async function registrations(product: Product, people: Person[]): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: product.databaseUrl })
  await client.connect()
  const db = createDb(product.databaseUrl, 2, () => {})
  try {
    const now = new Date()
    const event = await makeEvent(db, { capacity: SEATS, createdAt: now, startsAt: new Date(now.getTime() + 7 * 86_400_000) })
    const poll = await makePoll(db, { subject: 'event', subjectId: demoId(`event:${LIVE}`), createdAt: now })
    return [...await register(product, people.slice(0, PEOPLE), client, event.id), ...await vote(product, people.slice(0, PEOPLE), client, poll.id)]
  } finally {
    await db.$disconnect()
    await client.end()
  }
}

type Row = { no: number; status: string; waitlistNo: number | null }

/** What is wrong with the list of seats and numbers, in the order the database took the people. */
export function whatIsWrong(rows: Row[], people: number, seats: number): string[] {
  const inOrder = rows.toSorted((a, b) => a.no - b.no)
  const wrong: string[] = []
  if (rows.length !== people) wrong.push(`${rows.length} registrations of ${people}`)
  for (const [i, row] of inOrder.entries()) {
    if (row.status !== (i < seats ? 'going' : 'waitlisted')) wrong.push(`${row.status} as number ${i + 1}`)
    if (row.waitlistNo !== (i < seats ? null : i - seats + 1)) wrong.push(`place ${row.waitlistNo} as number ${i + 1}`)
  }
  return wrong
}

async function register(product: Product, people: Person[], client: pg.Client, eventId: string): Promise<Figure[]> {
  // Under the event's lock each row gets the next number: the order in which they were taken, noted beside the product.
  await client.query(`create table bench_order (no bigserial, member_id uuid primary key);
    grant all on bench_order, bench_order_no_seq to public;
    create function bench_note() returns trigger language plpgsql as $$ begin if new.event_id = '${eventId}' then insert into bench_order (member_id) values (new.member_id); end if; return null; end $$;
    create trigger bench_note after insert on registration for each row execute function bench_note()`)
  const agent = new http.Agent({ maxSockets: PEOPLE, keepAlive: false })
  const began = performance.now()
  const answers = await Promise.all(people.map((person) => post(`${product.url}/events/${eventId}`, person.cookie, product.url, agent)))
  const seconds = (performance.now() - began) / 1000
  const read = async (): Promise<Row[]> => (await client.query<Row>('select o.no::int, r.status::text, r.waitlist_no as "waitlistNo" from registration r join bench_order o using (member_id) where r.event_id = $1 order by o.no', [eventId])).rows
  const rows = await read()
  const wrong = whatIsWrong(rows, PEOPLE, SEATS)
  const failed = answers.filter((a) => a.status >= 500 || a.status === 0).length
  const accepted = answers.filter((a) => a.status === 302 || a.status === 303 || a.status === 200 || a.status === 202).length
  // The checker must see what is made wrong, and the database must refuse a seat too many.
  const swapped = rows.map((row, i) => ({ ...row, waitlistNo: i === 100 ? (rows[101]?.waitlistNo ?? null) : i === 101 ? (rows[100]?.waitlistNo ?? null) : row.waitlistNo }))
  const controls = [
    whatIsWrong(swapped, PEOPLE, SEATS).length > 0, whatIsWrong(rows.slice(1), PEOPLE, SEATS).length > 0, whatIsWrong(rows.map((row, i) => (i === SEATS ? { ...row, status: 'going', waitlistNo: null } : row)), PEOPLE, SEATS).length > 0,
    await client.query(`update registration set status = 'going', waitlist_no = null where event_id = $1 and waitlist_no = 1`, [eventId]).then(() => false, () => true),
  ]
  await client.query('drop trigger bench_note on registration; drop function bench_note(); drop table bench_order')
  const times = answers.map((a) => a.ms)
  return [
    {
      what: `${PEOPLE.toLocaleString('en')} members register at once for ${SEATS} seats, as forms`, ours: `${rows.filter((r) => r.status === 'going').length} going, ${rows.filter((r) => r.status === 'waitlisted').length} waiting, ${failed} failed`, goal: `${SEATS} going, waitlist 1…n in the order they were taken, no 5xx`,
      isMet: wrong.length === 0 && failed === 0 && accepted === PEOPLE, note: wrong.length > 0 ? wrong.slice(0, 3).join('; ') : `all in ${round(seconds, 1)} s, ${round(PEOPLE / seconds)}/s; p50 ${round(percentile(times, 0.5))}, p99 ${round(percentile(times, 0.99))} ms`,
    },
    { what: 'Registrations made wrong on purpose: found in the list, or refused by the database', ours: `${controls.filter(Boolean).length} of ${controls.length}`, goal: 'all', isMet: controls.every(Boolean), note: 'two places swapped, one missing, one seat too many in the list, one seat too many in the database' },
  ]
}

/** Status of the answer (0: none came), and milliseconds until it was there. */
function post(url: string, cookie: string, origin: string, agent: http.Agent): Promise<{ status: number; ms: number }> {
  const body = new URLSearchParams({ intent: 'register', commandId: randomUUID(), support: '' }).toString()
  const began = performance.now()
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ status, ms: performance.now() - began })
    const request = http.request(url, { method: 'POST', agent, headers: { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume().once('end', () => end(answer.statusCode ?? 0))
    })
    request.once('error', () => end(0))
    request.end(body)
  })
}

type Batch = { events: { type: string; payload: { polls?: { id: string; tally: { voters: number } }[] } }[] }

/** Everybody in the room votes at the same moment: time to each one's answer, and until every screen has all of them. */
async function vote(product: Product, people: Person[], client: pg.Client, pollId: string): Promise<Figure[]> {
  const heard = new Map<Socket, number>()
  const eventId = demoId(`event:${LIVE}`)
  const sockets = await connect(product.url, people.length, (i) => ({ Cookie: people[i]?.cookie ?? '', Origin: product.url }), async (s) => {
    s.on('room:events', ({ events }: Batch) => { for (const e of events) for (const p of e.payload.polls ?? []) if (p.id === pollId) heard.set(s, p.tally.voters) })
    const answer = (await s.emitWithAck('room:join', { room: { kind: 'event', id: eventId } })) as { ok: boolean }
    if (!answer.ok) throw new Error('a voter was refused')
  })
  const began = performance.now()
  const times: number[] = []
  await Promise.all(sockets.map(async (s, i) => {
    const answer = (await s.emitWithAck('live:answer-poll', { commandId: randomUUID(), pollId, picks: [1 + (i % 3)] })) as { ok: boolean }
    if (answer.ok) times.push(performance.now() - began)
  }))
  while (sockets.some((s) => heard.get(s) !== people.length) && performance.now() - began < HEARD_WITHIN_MS) await wait(10)
  const shown = performance.now() - began
  const behind = sockets.filter((s) => heard.get(s) !== people.length).length
  for (const s of sockets) s.close()
  const { rows: [row] } = await client.query<{ rows: number; voters: number; counted: number }>('select (select count(*)::int from poll_vote where poll_id = $1) as rows, voters, (select sum(n)::int from unnest(counts) n) as counted from poll where id = $1', [pollId])
  return [{
    what: `${people.length.toLocaleString('en')} attendees answer a poll at once`, ours: `${times.length} accepted, ${row?.rows} rows, count ${row?.counted}; p50 ${round(percentile(times, 0.5))}, p99 ${round(percentile(times, 0.99))} ms`, goal: 'count = voters, on every screen',
    isMet: [times.length, row?.rows, row?.voters, row?.counted].every((n) => n === people.length) && behind === 0, note: behind > 0 ? `${behind} screens do not show all of them` : `all of them on every screen after ${round(shown / 1000, 1)} s`,
  }]
}
