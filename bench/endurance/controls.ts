/** The checker's own proof: the same run with one thing made wrong by hand must be found to be wrong, in the right place. */
import type pg from 'pg'
import { check, type Facts, type Faults, type Heard, readFacts, type Said } from './check.ts'
import { SNAPSHOT } from './attendee.ts'

export type Control = { what: string; isFound: boolean }
type Run = { said: Said; everybody: Heard[]; facts: Facts }

const inDatabase: { what: string; sql: (eventId: string) => string[]; found: keyof Faults }[] = [
  { what: 'an acknowledged question taken out of the database', found: 'lost', sql: (id) => [`delete from question where id = (select q.id from question q where event_id = '${id}' and text like '耐久%' and merged_into_id is null order by id limit 1)`] },
  { what: 'a vote written twice by hand', found: 'doubled', sql: (id) => ['alter table question_vote drop constraint question_vote_pkey', `insert into question_vote (question_id, member_id, at) select question_id, member_id, at from question_vote v where question_id in (select id from question where event_id = '${id}') limit 1`] },
  { what: 'a vote taken out together with its count', found: 'lost', sql: (id) => [`with gone as (delete from question_vote where (question_id, member_id) in (select question_id, member_id from question_vote where question_id in (select id from question where event_id = '${id}' and text like '耐久%') limit 1) returning question_id) update question set vote_count = vote_count - 1 where id in (select question_id from gone)`] },
  { what: 'a count one too high', found: 'doubled', sql: (id) => [`update question set vote_count = vote_count + 1 where id = (select id from question where event_id = '${id}' and vote_count > 0 limit 1)`] },
  { what: 'an event taken out of the log', found: 'lost', sql: (id) => [`delete from live_event where stream = 'event:${id}:all' and seq = (select max(seq) - 20 from live_event where stream = 'event:${id}:all')`] },
]

const inRecords: { what: string; found: keyof Faults; change(run: Run): Pick<Run, 'said' | 'everybody'> }[] = [
  { what: 'two events swapped in one record', found: 'order', change: ({ said, everybody }) => ({ said, everybody: first(everybody, (heard) => ({ ...heard, steps: swapped(heard.steps) })) }) },
  { what: 'an event applied twice in one record', found: 'order', change: ({ said, everybody }) => ({ said, everybody: first(everybody, (heard) => ({ ...heard, steps: [...heard.steps, ...heard.steps.slice(-2)] })) }) },
  { what: 'an answer from before another one asked, numbered after it', found: 'order', change: ({ said, everybody }) => ({ everybody, said: { ...said, asks: said.asks.map((ask, i, all) => (ask === lastOf(all) ? { ...ask, sentAt: -2, ackedAt: -1 } : i === 0 ? { ...ask, sentAt: 0 } : ask)) } }) },
  { what: 'one vote fewer on one screen', found: 'unequal', change: ({ said, everybody }) => ({ said, everybody: first(everybody, (heard) => ({ ...heard, questions: heard.questions.map((q, i) => (i === 3 ? { ...q, votes: q.votes - 1 } : q)) })) }) },
]

const first = (everybody: Heard[], change: (heard: Heard) => Heard): Heard[] => everybody.map((heard, i) => (i === 0 ? change(heard) : heard))
/** The ask acknowledged last. */
const lastOf = (asks: Said['asks']) => asks.reduce((a, b) => (b.ackedAt > a.ackedAt ? b : a))

function swapped(steps: number[]): number[] {
  const copy = [...steps]
  for (let i = copy.length - 4; i >= 0; i -= 2) {
    if (copy[i + 1] === SNAPSHOT || copy[i + 3] === SNAPSHOT) continue
    copy.splice(i, 4, copy[i + 2] ?? 0, copy[i + 3] ?? 0, copy[i] ?? 0, copy[i + 1] ?? 0)
    return copy
  }
  return copy
}

/** `skipper`: somebody in the same room whose browser leaves out one event. */
export async function controls(client: pg.Client, eventId: string, run: Run, skipper: Heard): Promise<Control[]> {
  const count = (faults: Faults, found: keyof Faults) => faults[found].length
  const before = check(run.said, run.everybody, run.facts)
  const results: Control[] = [{ what: 'a browser that leaves out one event', isFound: count(check(run.said, [...run.everybody, skipper], run.facts), 'unequal') > count(before, 'unequal') }]
  for (const { what, found, change } of inRecords) {
    const { said, everybody } = change(run)
    results.push({ what, isFound: count(check(said, everybody, run.facts), found) > count(before, found) })
  }
  for (const { what, sql, found } of inDatabase) {
    await client.query('begin')
    try {
      await client.query('set local session_replication_role = replica')
      for (const statement of sql(eventId)) if (((await client.query(statement)).rowCount ?? 1) === 0) throw new Error(`nothing to make wrong: ${what}`)
      results.push({ what, isFound: count(check(run.said, run.everybody, await readFacts(client, eventId)), found) > count(before, found) })
    } finally {
      await client.query('rollback')
    }
  }
  return results
}
