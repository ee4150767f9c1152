/** What is done to the room and what is done to the place meanwhile. Everything is drawn from the seed; only the moments are the machine's. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Random, random } from '../../prisma/load/random.ts'
import { cpuSeconds } from '../measure.ts'
import type { Attendee } from './attendee.ts'
import { type Said, wantKey } from './check.ts'
import type { Place } from './place.ts'

export type Trial = { place: Place; eventId: string; people: Attendee[]; host: Attendee; said: Said }
export type Amount = { seed: number; seconds: number; questions: number; votes: number }
/** What happened, and how many milliseconds later everybody had come back and seen a question asked after it. */
export type Back = { what: string; ms: number; /** Until both processes took people in again. */ readyMs: number; /** Processor time of web processes that are new since then, their start included. */ cpuSeconds: number }
export type Counts = { votes: number; refusedVotes: number; orders: number; cuts: number; given: number; unknown: number }

const CUTS_A_SECOND = 3
const CUT_AT_ONCE = 0.3
const BACK_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 25
/** Browsers that cannot run come back late whatever the server does. */
const LATE_MS = 1_000
const ANSWERED_WITHIN_MS = 60_000

export async function work(trial: Trial, amount: Amount, say: (text: string) => void): Promise<{ backs: Back[]; counts: Counts }> {
  const began = performance.now()
  const counts: Counts = { votes: 0, refusedVotes: 0, orders: 0, cuts: 0, given: 0, unknown: 0 }
  const pending = new Set<Promise<unknown>>()
  const give = (command: Promise<unknown>) => {
    counts.given += 1
    pending.add(command)
    void command.finally(() => pending.delete(command))
  }
  const isOver = { yes: false }
  const [backs] = await Promise.all([disturb(trial, amount, began, counts, say), actAll(trial, amount, began, counts, give).then(() => { isOver.yes = true }), cutLines(trial, amount, counts, isOver), lead(trial, amount, counts, isOver)])
  const end = performance.now() + ANSWERED_WITHIN_MS
  while (pending.size > 0 && performance.now() < end) await wait(50)
  if (pending.size > 0) throw new Error(`${pending.size} commands were never answered`)
  return { backs, counts }
}

/** Questions and vote changes, spread evenly, in an order drawn from the seed. */
async function actAll(trial: Trial, amount: Amount, began: number, counts: Counts, give: (command: Promise<unknown>) => void): Promise<void> {
  const r = random(amount.seed)
  const acts = shuffled(r, [...Array.from({ length: amount.questions }, () => 'ask' as const), ...Array.from({ length: amount.votes }, () => 'vote' as const)])
  const wishes = new Map<string, boolean>()
  for (const [i, act] of acts.entries()) {
    const pause = began + (i * amount.seconds * 1000) / acts.length - performance.now()
    if (pause > 2) await wait(pause)
    const who = r.pick(trial.people)
    if (act === 'ask') give(ask(trial, who, `耐久${i}：小さな町でも始められる規模はどれくらいですか`, counts))
    else vote(trial, who, r, wishes, counts, give)
  }
}

export async function ask({ eventId, said }: Pick<Trial, 'eventId' | 'said'>, who: Attendee, text: string, counts?: Counts): Promise<string | undefined> {
  const sentAt = performance.now()
  const answer = await who.outbox.send('live:ask', { eventId, text })
  if (answer.ok) {
    said.asks.push({ text, memberId: who.memberId, sentAt, ackedAt: performance.now() })
    return answer.value.questionId
  }
  // Given up after several tries, it may be there or not: its author is told that too.
  if (answer.code === 'unavailable') { if (counts) counts.unknown += 1 } else said.refused.push(text)
  return undefined
}

function vote({ said }: Trial, who: Attendee, r: Random, wishes: Map<string, boolean>, counts: Counts, give: (command: Promise<unknown>) => void): void {
  const { questions } = who.room.get().state
  for (let tries = 0; tries < 20; tries++) {
    // Half of the votes go to the newest ones.
    const question = questions[r.chance(0.5) ? Math.max(0, questions.length - 1 - r.below(20)) : r.below(questions.length)]
    if (question?.status !== 'approved' && question?.status !== 'answering') continue
    const key = wantKey(who.memberId, question.id)
    const isOn = !(wishes.get(key) ?? false)
    wishes.set(key, isOn)
    give(who.outbox.send('live:vote', { questionId: question.id, isOn }, { key: `vote:${question.id}` }).then((answer) => {
      if (answer.ok) {
        said.votes.set(key, answer.value.isOn)
        counts.votes += 1
      } else if (answer.code === 'unavailable') {
        said.votes.delete(key)
        counts.unknown += 1
      } else counts.refusedVotes += 1
    }))
    return
  }
}

/** The host answers, puts off and takes back, one thing after the other. */
async function lead({ host, said }: Trial, { seed }: Amount, counts: Counts, isOver: { yes: boolean }): Promise<void> {
  const r = random(seed + 1)
  let now: string | undefined
  const put = (id: string, place: string) => {
    said.places.set(id, place)
    counts.orders += 1
  }
  while (!isOver.yes) {
    await wait(300 + r.below(900))
    const waiting = host.room.get().state.questions.filter((q) => q.status === 'approved')
    const roll = r.below(10)
    if (now !== undefined && roll < 4) {
      const questionId = now
      if ((await host.outbox.send('live:answered', { questionId })).ok) put(questionId, 'answered_live')
      now = undefined
    } else if (waiting.length > 20 && roll < 8) {
      const questionId = r.pick(waiting).id
      if (!(await host.outbox.send('live:answer', { questionId })).ok) continue
      if (now !== undefined) put(now, 'answered_live')
      put((now = questionId), 'answering')
    } else if (waiting.length > 20) {
      const questionId = r.pick(waiting).id
      if ((await host.outbox.send('live:defer', { questionId })).ok) put(questionId, 'deferred')
    }
  }
}

async function cutLines({ people }: Trial, { seed }: Amount, counts: Counts, isOver: { yes: boolean }): Promise<void> {
  const r = random(seed + 2)
  while (!isOver.yes) {
    await wait(r.below(2_000 / CUTS_A_SECOND))
    r.pick(people).cut()
    counts.cuts += 1
  }
}

/** One thing after the other goes wrong; each time it is waited until everybody is back. */
async function disturb(trial: Trial, { seed, seconds }: Amount, began: number, counts: Counts, say: (text: string) => void): Promise<Back[]> {
  const { place, people } = trial
  const r = random(seed + 3)
  const things: [what: string, at: number, happen: () => Promise<unknown>][] = [
    ['one web process killed', 0.12, () => place.web[0].kill()],
    ['the other one killed', 0.3, () => place.web[1].kill()],
    ['the database crashed', 0.48, () => place.crashDatabase()],
    [`${Math.round(people.length * CUT_AT_ONCE)} lines cut at once`, 0.64, async () => {
      const gone = shuffled(r, people).slice(0, Math.round(people.length * CUT_AT_ONCE))
      for (const p of gone) p.cut()
      counts.cuts += gone.length
    }],
    ['both web processes and the worker killed', 0.78, () => Promise.all([place.web[0].kill(), place.web[1].kill(), place.worker.kill()])],
  ]
  const backs: Back[] = []
  for (const [i, [what, at, happen]] of things.entries()) {
    await wait(Math.max(0, began + at * seconds * 1000 - performance.now()))
    const then = performance.now()
    const before = new Set(place.web.map((web) => web.pid()))
    await happen()
    const [readyMs, ms] = await Promise.all([Promise.all(place.web.map((web) => web.isReady())).then(() => performance.now() - then), untilAllBack(trial, `耐久 確認${i}`, then, say)])
    say(`${what}: processes ready after ${(readyMs / 1000).toFixed(1)} s, all back after ${(ms / 1000).toFixed(1)} s`)
    const cpu = place.web.filter((web) => !before.has(web.pid())).reduce((sum, web) => sum + cpuSeconds(web.pid()), 0)
    backs.push({ what, ms, readyMs, cpuSeconds: cpu })
  }
  return backs
}

/** Somebody asks something now; back is who has a line, is in the room and has seen it. Infinity when somebody is not after a minute. */
async function untilAllBack(trial: Trial, text: string, since: number, say: (text: string) => void): Promise<number> {
  const end = performance.now() + BACK_WITHIN_MS
  let probe: string | undefined
  for (let i = 0; probe === undefined && performance.now() < end; i++) probe = await ask(trial, trial.people[i] ?? trial.host, `${text}-${i}`)
  let late = 0
  let away = [...trial.people, trial.host]
  while (away.length > 0 && performance.now() < end) {
    away = away.filter((p) => !(p.isIn() && p.room.get().state.questions.findLast((q) => q.id === probe)))
    if (away.length === 0) break
    const before = performance.now()
    await wait(LOOK_EVERY_MS)
    late = Math.max(late, performance.now() - before - LOOK_EVERY_MS)
  }
  if (late > LATE_MS) say(`this process, which is all the browsers, stood still for up to ${(late / 1000).toFixed(1)} s: the machine is too busy to tell how soon they are back`)
  if (away.length === 0) return performance.now() - since
  say(`${away.length} are not back: ${standing(away)}`)
  return Infinity
}

/** How many of them stand how: what a fault left behind. */
function standing(people: Attendee[]): string {
  const ways = new Map<string, number>()
  for (const { line, room } of people) {
    const { status, seq } = room.get()
    const way = `line ${line.state().status} (${line.socket.connected ? 'open' : line.socket.active ? 'knocking' : 'not knocking'}), room ${status} at ${seq}`
    ways.set(way, (ways.get(way) ?? 0) + 1)
  }
  return [...ways].map(([way, n]) => `${n} × ${way}`).join('; ')
}

function shuffled<T>(r: Random, list: readonly T[]): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = r.below(i + 1)
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}
