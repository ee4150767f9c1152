/** What was acknowledged, what everybody has, and what SQL has: whether they agree. Pure but for `readFacts`. */
import type pg from 'pg'
import type { Question } from '../../app/domain/live/fold.ts'
import { isPublic } from '../../app/domain/live/policy.ts'
import { type Audience, printOf, SNAPSHOT, type Steps } from './attendee.ts'

export type Ask = { text: string; memberId: string; sentAt: number; ackedAt: number }
/** All that the server has acknowledged; of votes and of where a question stands, the last word. */
export type Said = { asks: Ask[]; refused: string[]; votes: Map<string, boolean>; places: Map<string, string> }
/** `own`: the words of what they have asked themselves, where their browser shows that. */
export type Heard = { who: string; memberId: string; audience: Audience; steps: Steps; seq: number; questions: readonly Question[]; own: string[] | null }
export type Facts = {
  questions: { id: string; text: string; status: string; votes: number; authorId: string | null }[]
  votes: { questionId: string; memberId: string }[]
  log: Record<Audience, { seq: number; print: number; type: string; questionId: string | null }[]>
  head: Record<Audience, number>
}
export type Faults = Record<'lost' | 'doubled' | 'order' | 'unequal', string[]>

export const wantKey = (memberId: string, questionId: string): string => `${memberId} ${questionId}`

function grouped<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export async function readFacts(client: pg.Client, eventId: string): Promise<Facts> {
  const { rows: questions } = await client.query<Facts['questions'][number]>('select id, text, status::text, vote_count as votes, author_id as "authorId" from question where event_id = $1 order by created_at, id', [eventId])
  const { rows: votes } = await client.query<Facts['votes'][number]>('select v.question_id as "questionId", v.member_id as "memberId" from question_vote v join question q on q.id = v.question_id where q.event_id = $1', [eventId])
  const facts: Facts = { questions, votes, log: { all: [], staff: [] }, head: { all: 0, staff: 0 } }
  for (const audience of ['all', 'staff'] as const) {
    const stream = `event:${eventId}:${audience}`
    const { rows } = await client.query<{ seq: string; type: string; payload: { question?: { id: string } } }>('select seq, type, payload from live_event where stream = $1 order by seq', [stream])
    facts.log[audience] = rows.map((r) => ({ seq: Number(r.seq), type: r.type, print: printOf(r), questionId: r.payload.question?.id ?? null }))
    const { rows: [head] } = await client.query<{ seq: string }>('select seq from stream where name = $1', [stream])
    facts.head[audience] = Number(head?.seq ?? 0)
  }
  return facts
}

export function check(said: Said, everybody: Heard[], facts: Facts): Faults {
  const faults: Faults = { lost: [], doubled: [], order: [], unequal: [] }
  checkCommands(said, facts, faults)
  checkLog(said, facts, faults)
  for (const heard of everybody) {
    checkSteps(heard, facts, faults)
    checkState(heard, facts, faults)
  }
  return faults
}

/** Everything acknowledged is there, once, and nothing else is. */
function checkCommands(said: Said, { questions, votes }: Facts, { lost, doubled }: Faults): void {
  const asked = grouped(questions, (q) => q.text)
  for (const { text } of said.asks) if (!asked.has(text)) lost.push(`question ${text}`)
  for (const { text } of said.asks) if ((asked.get(text)?.length ?? 0) > 1) doubled.push(`question ${text}`)
  for (const text of said.refused) if (asked.has(text)) doubled.push(`refused and there: ${text}`)
  const rows = new Set<string>()
  for (const v of votes) {
    const key = wantKey(v.memberId, v.questionId)
    if (rows.has(key)) doubled.push(`vote ${key}`)
    rows.add(key)
  }
  for (const [key, isOn] of said.votes) if (rows.has(key) !== isOn) lost.push(`vote ${key}, ${isOn ? 'on' : 'off'}`)
  const counted = grouped(votes, (v) => v.questionId)
  for (const q of questions) if (q.votes !== (counted.get(q.id)?.length ?? 0)) doubled.push(`count of ${q.id}: ${q.votes}`)
  const placeOf = new Map(questions.map((q) => [q.id, q.status]))
  for (const [id, place] of said.places) if (placeOf.get(id) !== place) lost.push(`${id} is not ${place} but ${placeOf.get(id)}`)
}

/** The log has no hole, each question is shown in it once, and whoever had their answer before another one asked stands before them. */
function checkLog(said: Said, facts: Facts, { lost, doubled, order }: Faults): void {
  const askOf = new Map(said.asks.map((a) => [a.text, a]))
  const textOf = new Map(facts.questions.map((q) => [q.id, q.text]))
  for (const audience of ['all', 'staff'] as const) {
    const log = facts.log[audience]
    for (const [i, e] of log.entries()) if (i > 0 && e.seq !== (log[i - 1]?.seq ?? 0) + 1) lost.push(`hole in ${audience} before ${e.seq}`)
    if (log.at(-1)?.seq !== facts.head[audience]) lost.push(`end of ${audience}`)
    const shown = new Set<string>()
    const asks: Ask[] = []
    for (const { type, questionId } of log) {
      if (type !== 'question.published' || questionId === null) continue
      if (shown.has(questionId)) doubled.push(`${audience} was told twice of ${questionId}`)
      shown.add(questionId)
      const ask = askOf.get(textOf.get(questionId) ?? '')
      if (ask) asks.push(ask)
    }
    let firstAnswerAfter = Infinity
    for (const ask of asks.toReversed()) {
      if (firstAnswerAfter < ask.sentAt) order.push(`${ask.text} stands before what was answered when it was asked`)
      firstAnswerAfter = Math.min(firstAnswerAfter, ask.ackedAt)
    }
  }
}

/** What somebody applied is the log, each event once and in its order; a snapshot may take the place of several. */
function checkSteps({ who, audience, steps, seq }: Heard, { log, head }: Facts, { lost, order }: Faults): void {
  const first = log[audience][0]?.seq ?? 0
  let at = -1
  for (let i = 0; i < steps.length; i += 2) {
    const [number, print] = [steps[i] ?? -1, steps[i + 1]]
    if (print === SNAPSHOT) {
      if (number < at) order.push(`${who} went back from ${at} to ${number}`)
    } else if (number !== at + 1) order.push(`${who} had ${number} after ${at}`)
    else if (log[audience][number - first]?.print !== print) order.push(`${who} had something else as ${number}`)
    at = number
  }
  if (seq !== head[audience] || at !== seq) lost.push(`${who} ended at ${seq} of ${head[audience]}`)
}

/** What somebody sees is what SQL has, votes counted from their rows. */
function checkState({ who, memberId, audience, questions, own }: Heard, facts: Facts, { unequal }: Faults): void {
  const counted = grouped(facts.votes, (v) => v.questionId)
  const expected = facts.questions.filter((q) => audience === 'staff' || isPublic(q.status)).map((q) => `${q.id} ${q.status} ${counted.get(q.id)?.length ?? 0} ${q.text}`)
  const seen = questions.map((q) => `${q.id} ${q.status} ${q.votes} ${q.text}`)
  const wrong = expected.findIndex((line, i) => line !== seen[i])
  if (wrong !== -1 || seen.length !== expected.length) unequal.push(`${who}: ${seen[wrong] ?? `${seen.length} questions`} for ${expected[wrong] ?? expected.length}`)
  const asked = facts.questions.filter((q) => q.authorId === memberId).map((q) => q.text)
  if (own && own.join('\n') !== asked.join('\n')) unequal.push(`${who} has ${own.length} own questions of ${asked.length}`)
}
