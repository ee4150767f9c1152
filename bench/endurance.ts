/**
 * The live room's trial: 1,000 attendees over two web processes ask 500 questions and change 10,000 votes while processes are killed,
 * the database crashes and lines are cut. At the end everything acknowledged is in SQL, once and in order, and everybody has what SQL has.
 * `--seed=7 --attendees=1000` and the like choose another run.
 */
import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { foldRoom } from '../app/domain/live/fold.ts'
import { demoId } from '../prisma/demo/ids.ts'
import { LIVE } from '../prisma/demo/events.ts'
import { signIn } from './big.ts'
import { makeCrowd } from './crowd.ts'
import { type Attendee, enter, SNAPSHOT } from './endurance/attendee.ts'
import { check, type Faults, type Heard, readFacts, type Said } from './endurance/check.ts'
import { controls } from './endurance/controls.ts'
import { type Place, startPlace } from './endurance/place.ts'
import { type Amount, ask, type Trial, work } from './endurance/work.ts'
import { type Figure, round } from './measure.ts'

const option = (name: string, otherwise: number): number => Number(process.argv.find((a) => a.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const ATTENDEES = option('attendees', 1_000)
/** Votes that meet a question just answered are refused, so some more are given. */
const VOTES_REFUSED = 0.03
const VOTES = option('votes', 10_000)
const amount: Amount = { seed: option('seed', 1_120), seconds: option('seconds', 100), questions: option('questions', 500), votes: Math.ceil(VOTES * (1 + VOTES_REFUSED)) }
const BACK_GOAL_S = 15
const SETTLED_WITHIN_MS = 30_000

const eventId = demoId(`event:${LIVE}`)
const say = (text: string) => process.stdout.write(`  … ${text}\n`)

export async function endurance(): Promise<Figure[]> {
  const place = await startPlace()
  const client = new pg.Client({ connectionString: place.databaseUrl })
  try {
    const { trial, skipper, skip } = await everybodyComes(place)
    say(`${trial.people.length} attendees are in the room, seed ${amount.seed}`)
    place.errors()
    const { backs, counts } = await work(trial, amount, say)
    const load = os.loadavg()[0] ?? NaN
    await client.connect()
    skip.next = true
    await ask(trial, trial.host, '耐久 おわり')
    await settled(client, trial)
    const [person = { id: '', cookie: '' }] = await makeCrowd(place.databaseUrl, 1)
    const newcomer = enter({ url: place.web[1].url, origin: place.origin, person, eventId })
    await newcomer.room.joined()
    const facts = await readFacts(client, eventId)
    const everybody = [...trial.people, trial.host].map(heardOf)
    const faults = check(trial.said, everybody, facts)
    for (const [i, p] of trial.people.entries()) if (!isDeepStrictEqual(p.room.get().state, newcomer.room.get().state)) faults.unequal.push(`attendee ${i} has not what a newcomer gets`)
    for (const [kind, found] of Object.entries(faults)) for (const fault of found.slice(0, 5)) say(`${kind}: ${fault}`)
    tellErrors(place.errors())
    const found = await controls(client, eventId, { said: trial.said, everybody, facts }, heardOf(skipper, everybody.length))
    for (const p of [...trial.people, trial.host, skipper, newcomer]) p.close()
    return figuresOf(trial, faults, { backs, counts, found, load })
  } finally {
    await client.end().catch(() => undefined)
    await place.remove()
  }
}

/** Everybody with a session and a line, half of them at each process; and somebody whose browser leaves out one event when it is told to. */
async function everybodyComes(place: Place) {
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  // Questions are let through at once, so that each one reaches everybody.
  await client.query('update room set is_moderated = false where event_id = $1', [eventId])
  const { rows: [event] } = await client.query<{ host_id: string }>('select host_id from event where id = $1', [eventId])
  await client.end()
  const [careless = { id: '', cookie: '' }, ...crowd] = await makeCrowd(place.databaseUrl, ATTENDEES + 1)
  const at = (i: number) => ({ url: place.web[i % 2 === 0 ? 0 : 1].url, origin: place.origin, eventId })
  const people: Attendee[] = []
  for (const [i, person] of crowd.entries()) {
    people.push(enter({ ...at(i), person }))
    if (i % 50 === 49) await Promise.all(people.map((p) => p.room.joined()))
  }
  const skip = { next: false }
  const skipper = enter({ ...at(0), person: careless, fold: (state, told) => {
    if (!skip.next || told.type !== 'question.published') return foldRoom(state, told)
    skip.next = false
    return state
  } })
  const host = enter({ ...at(1), person: await signIn(place.databaseUrl, event?.host_id ?? ''), audience: 'staff' })
  await Promise.all([...people, skipper, host].map((p) => p.room.joined()))
  const said: Said = { asks: [], refused: [], votes: new Map(), places: new Map() }
  const trial: Trial = { place, eventId, people, host, said }
  return { trial, skipper, skip }
}

/** Nothing is left to count and everybody has heard the last event; whoever never does is found by the checker. */
async function settled(client: pg.Client, { people, host }: Trial): Promise<void> {
  const end = performance.now() + SETTLED_WITHIN_MS
  while (performance.now() < end) {
    const { rows: [now] } = await client.query<{ dirty: number; all: number; staff: number }>(
      `select (select count(*)::int from question where event_id = $1 and is_vote_dirty) as dirty, (select seq::int from stream where name = 'event:' || $1 || ':all') as all, (select seq::int from stream where name = 'event:' || $1 || ':staff') as staff`, [eventId])
    if (now?.dirty === 0 && host.room.get().seq === now.staff && people.every((p) => p.isIn() && p.room.get().seq === now.all)) return
    await wait(100)
  }
}

function heardOf({ memberId, audience, steps, room }: Attendee, i: number): Heard {
  const { state, seq, mine } = room.get()
  return { who: `${audience} ${i}`, memberId, audience, steps, seq, questions: state.questions, own: audience === 'all' ? mine.questions.map((q) => q.text) : null }
}

/** What the processes wrote, each kind once: what is expected while a database is away, and anything else. */
function tellErrors(lines: string[]): void {
  const kinds = new Map<string, number>()
  for (const line of lines) {
    const [msg = '', message = ''] = [/"msg":"([^"]*)"/.exec(line)?.[1], /"message":"([^"]*)"/.exec(line)?.[1]]
    const kind = msg === '' ? line.slice(0, 200) : `${msg}: ${message}`.slice(0, 200)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  for (const [kind, times] of kinds) say(`${times} × ${kind}`)
}

type Outcome = Awaited<ReturnType<typeof work>> & { found: Awaited<ReturnType<typeof controls>>; /** Of the whole machine, at the end. */ load: number }

function figuresOf({ people, host, said }: Trial, faults: Faults, { backs, counts, found, load }: Outcome): Figure[] {
  const everybody = [...people, host]
  const resent = everybody.reduce((n, p) => n + [...p.sent.values()].filter((times) => times > 1).length, 0)
  const applied = everybody.reduce((n, { steps }) => n + steps.filter((step, i) => i % 2 === 1 && step !== SNAPSHOT).length, 0)
  const snapshots = everybody.reduce((n, { steps }) => n + steps.filter((step, i) => i % 2 === 1 && step === SNAPSHOT).length, 0)
  const seconds = backs.map((b) => b.ms / 1000)
  const isWhole = Object.values(faults).every((f) => f.length === 0)
  const unfound = found.filter((f) => !f.isFound).map((f) => f.what)
  return [
    {
      what: `Live room under faults: ${people.length} attendees over 2 web processes, ${said.asks.length} questions, ${counts.votes} vote changes; 3 times SIGKILL, the database crashed once, ${counts.cuts} lines cut`,
      ours: `lost ${faults.lost.length}, doubled ${faults.doubled.length}, out of order ${faults.order.length}`, goal: 'lost 0, doubled 0, out of order 0', isMet: isWhole && said.asks.length >= amount.questions && counts.votes >= VOTES,
      note: `seed ${amount.seed}, ${amount.seconds} s; ${counts.orders} orders of the host; ${resent} commands went out more than once, ${counts.unknown} were given up and said so, ${counts.refusedVotes} votes met an answered question; ${applied.toLocaleString('en')} events applied one by one, ${snapshots - everybody.length} times a snapshot instead`,
    },
    { what: 'Everybody has what SQL has at the end, each question, place and vote, and what a newcomer gets', ours: `${everybody.length - faults.unequal.length} of ${everybody.length}`, goal: 'all', isMet: faults.unequal.length === 0 },
    { what: 'Everybody back after a fault: a line, the room, and a question asked after it', ours: `slowest ${round(Math.max(...seconds), 1)} s`, goal: `≤ ${BACK_GOAL_S} s`, isMet: Math.max(...seconds) <= BACK_GOAL_S, note: `${backs.map((b, i) => `${b.what} ${round(seconds[i] ?? NaN, 1)} s`).join(', ')}; from the fault on, with a second of rest before a process is started again; processes answered again after ${backs.map((b) => round(b.readyMs / 1000, 1)).join(', ')} s, and processes started again had used ${backs.filter((b) => b.cpuSeconds > 0).map((b) => round(b.cpuSeconds, 1)).join(', ')} s of processor time by then; load average of the machine ${round(load, 1)} on ${os.cpus().length} cores` },
    { what: 'What was made wrong on purpose and found by the checker of that run', ours: `${found.length - unfound.length} of ${found.length}`, goal: 'all', isMet: unfound.length === 0, note: unfound.length > 0 ? `not found: ${unfound.join('; ')}` : found.map((f) => f.what).join('; ') },
  ]
}
