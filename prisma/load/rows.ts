import type { Cell } from './copy.ts'
import { HIDDEN, OFFICIAL, type Plan } from './plan.ts'
import { item, idAt, type Random } from './random.ts'
import { richStrings } from './rich.ts'
import { postOf, titleOf } from './sentences.ts'
import { families, givens, jobs, nows, offices, subjects } from './words.ts'

const DAY = 86_400_000
const OFFICE = '人事課'

export type Made = { memberIds: string[]; topicIds: string[] }
type Tables = { member: Cell[]; profile: Cell[]; topic: Cell[]; post: Cell[]; topic_read: Cell[] }

export const columns: { [K in keyof Tables]: string[] } = {
  member: ['id', 'email', 'password_hash', 'status', 'handle', 'family_name', 'given_name', 'family_kana', 'given_kana', 'display_name', 'kana', 'created_at', 'approved_at', 'last_seen_at', 'read_before'],
  profile: ['member_id', 'job_type', 'department', 'joined_on', 'left_on', 'headline', 'bio', 'visibility', 'former_name', 'former_kana'],
  topic: ['id', 'board_id', 'title', 'author_id', 'official_as', 'created_at', 'closed_at', 'last_no', 'last_post_at', 'last_author_id', 'last_official_as', 'hidden_nos'],
  post: ['id', 'topic_id', 'no', 'author_id', 'official_as', 'doc', 'html', 'text', 'created_at', 'hidden_at'],
  topic_read: ['member_id', 'topic_id', 'last_no', 'posts', 'at'],
}

export function* memberRows(r: Random, ids: string[], { name, passwordHash, joined, now }: { name: string; passwordHash: string; joined: number; now: number }): Generator<Cell[]> {
  for (const [i, id] of ids.entries()) {
    const [family, familyKana] = r.pick(families)
    const [given, givenKana] = r.pick(givens)
    const createdAt = new Date(joined + (i / ids.length) * 20 * DAY)
    const seen = new Date(now - 90 * DAY * r.next() ** 3)
    // A third catches up with everything now and then; the others have what they never opened still unread.
    const readBefore = r.chance(0.35) ? new Date(Math.max(createdAt.getTime(), seen.getTime() - 7 * DAY)) : createdAt
    yield [id, `${name}-${i + 1}@example.com`, passwordHash, i % 60 === 59 ? 'left' : 'active', `${name}-${i + 1}`, family, given, familyKana, givenKana, `${family} ${given}`, `${familyKana} ${givenKana}`, createdAt, createdAt, seen, readBefore]
  }
}

const shown = ['{}', '{}', '{}', '{"department":"staff"}', '{"headline":"staff","bio":"staff"}', '{"jobType":"staff"}', '{"formerName":"members"}']

/** Every ninth had another name in service. */
const formerOf = (i: number): readonly [string, string] => (i % 9 === 4 ? item(families, i % families.length) : ['', ''])

export function* profileRows(r: Random, ids: string[]): Generator<Cell[]> {
  for (const [i, id] of ids.entries()) {
    const joined = 1980 + r.below(38)
    const left = Math.min(2024, joined + 3 + r.below(25))
    yield [id, r.pick(jobs), r.pick(offices), `${joined}-04-01`, `${left}-03-31`, r.pick(nows), r.chance(0.3) ? `${r.pick(subjects).name}と${r.pick(subjects).name}に関心があります。` : '', r.pick(shown), ...formerOf(i)]
  }
}

type Last = { first: Int32Array; last: Int32Array; lastAt: Float64Array; firstOfficial: Uint8Array; lastOfficial: Uint8Array; hidden: Map<number, number[]> }

/** What the topics are after all their posts. */
function ends(p: Plan): Last {
  const e: Last = { first: new Int32Array(p.topics), last: new Int32Array(p.topics), lastAt: new Float64Array(p.topics), firstOfficial: new Uint8Array(p.topics), lastOfficial: new Uint8Array(p.topics), hidden: new Map() }
  for (let i = 0; i < p.topic.length; i++) {
    const t = item(p.topic, i)
    const isOfficial = p.kind[i] === OFFICIAL ? 1 : 0
    if (p.no[i] === 1) [e.first[t], e.firstOfficial[t]] = [item(p.author, i), isOfficial]
    ;[e.last[t], e.lastAt[t], e.lastOfficial[t]] = [item(p.author, i), item(p.at, i), isOfficial]
    if (p.kind[i] === HIDDEN) e.hidden.set(t, [...(e.hidden.get(t) ?? []), item(p.no, i)])
  }
  return e
}

const nameOf = (ids: string[], author: number): string | null => (author < 0 ? null : (ids[author] ?? null))

export function* topicRows(r: Random, p: Plan, { memberIds, topicIds }: Made, boardIds: string[]): Generator<Cell[]> {
  const e = ends(p)
  for (let t = 0; t < p.topics; t++) {
    const subject = item(subjects, item(p.subject, t))
    yield [item(topicIds, t), item(boardIds, item(p.board, t)), titleOf(r, subject), nameOf(memberIds, item(e.first, t)), e.firstOfficial[t] ? OFFICE : null, new Date(item(p.startedAt, t)), r.chance(0.03) ? new Date(item(e.lastAt, t)) : null,
      item(p.size, t), new Date(item(e.lastAt, t)), nameOf(memberIds, item(e.last, t)), e.lastOfficial[t] ? OFFICE : null, `{${(e.hidden.get(t) ?? []).join(',')}}`]
  }
}

export function* postRows(r: Random, p: Plan, { memberIds, topicIds }: Made): Generator<Cell[]> {
  for (let i = 0; i < p.topic.length; i++) {
    const t = item(p.topic, i)
    const { doc, html, text } = richStrings(postOf(r, item(subjects, item(p.subject, t))))
    yield [idAt(r, item(p.at, i)), item(topicIds, t), item(p.no, i), nameOf(memberIds, item(p.author, i)), p.kind[i] === OFFICIAL ? OFFICE : null, doc, html, text, new Date(item(p.at, i)), p.kind[i] === HIDDEN ? new Date(item(p.at, i) + 3_600_000) : null]
  }
}

/** The places of those who wrote, and of readers: most have read a topic to its end, some stopped on the way. */
export function* readRows(r: Random, p: Plan, { memberIds, topicIds }: Made, now: number): Generator<Cell[]> {
  const wrote = new Map<number, { posts: number; no: number; at: number }>()
  const members = memberIds.length
  for (let i = 0; i < p.topic.length; i++) {
    if (item(p.author, i) < 0) continue
    const key = item(p.topic, i) * members + item(p.author, i)
    wrote.set(key, { posts: (wrote.get(key)?.posts ?? 0) + 1, no: item(p.no, i), at: item(p.at, i) })
  }
  const readTo = (t: number, least: number) => (r.chance(0.7) ? item(p.size, t) : least + r.below(item(p.size, t) - least + 1))
  for (const [key, w] of wrote) {
    const t = Math.floor(key / members)
    yield [item(memberIds, key % members), item(topicIds, t), readTo(t, w.no), w.posts, new Date(Math.min(now, w.at + DAY * r.next()))]
  }
  for (let t = 0; t < p.topics; t++) {
    const readers = new Set<number>()
    for (let n = Math.min(Math.floor(members / 20), 2 + Math.floor(item(p.size, t) / 4)); n > 0; n--) readers.add(Math.floor(members * r.next() ** 1.5))
    for (const reader of readers) {
      if (wrote.has(t * members + reader)) continue
      yield [item(memberIds, reader), item(topicIds, t), Math.max(1, readTo(t, 0)), 0, new Date(item(p.startedAt, t) + (now - item(p.startedAt, t)) * r.next())]
    }
  }
}

export const newIds = (r: Random, count: number, at: (i: number) => number): string[] => Array.from({ length: count }, (_, i) => idAt(r, at(i)))
