/**
 * A place as it is after years, for measuring: many members, topics and posts in varied Japanese, the same for the same seed and time.
 * Always true: what the product keeps true of its rows (numbers without gaps, counters, places of those who wrote) holds of these too.
 */
import pg from 'pg'
import { demoPasswordHash } from '../factories/accounts.ts'
import { copyRows, type Cell } from './copy.ts'
import { plan } from './plan.ts'
import { item, idAt, random } from './random.ts'
import { columns, memberRows, newIds, postRows, profileRows, readRows, topicRows } from './rows.ts'
import type { Size } from './sizes.ts'
import { subjects } from './words.ts'

export type LoadOptions = {
  size: Size
  /** Another seed makes other members and posts, beside those of an earlier one. */
  seed?: number
  now?: Date
  /** Into the first so many boards alone; else into all that are open. */
  boards?: number
  /** Also into a place that is neither empty nor a demo. */
  isForced?: boolean
  onProgress?: (table: string, done: number, total: number | null) => void
}
export type Loaded = { rows: number; seconds: number; memberIds: string[]; boards: string[]; longestTopic: string }

/** The place is neither empty nor a demo, or has been filled with this seed before. */
export class LoadRefused extends Error {
  override readonly name = 'LoadRefused'
  constructor(readonly reason: 'not_a_demo' | 'loaded_before') {
    super(reason)
  }
}

/** From so many posts on, indexes are made after the rows. */
const MANY = 20_000
const JOINED_BEFORE = 760 * 86_400_000

/** Fills a database, at once or not at all. In: the owner's connection string. Throws LoadRefused. */
export async function load(ownerUrl: string, { size, seed = 1, now = new Date(), boards: most, isForced = false, onProgress = () => {} }: LoadOptions): Promise<Loaded> {
  const began = performance.now()
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC -c maintenance_work_mem=512MB' })
  await client.connect()
  try {
    await client.query('begin')
    await refuse(client, seed, isForced)
    const r = random(seed)
    const at = now.getTime()
    const joined = at - JOINED_BEFORE
    const boards = (await boardsOf(client, r, now)).slice(0, most)
    const laid = plan(r, size, boards.length, subjects.length, at)
    const made = { memberIds: newIds(r, size.members, (i) => joined + i), topicIds: newIds(r, laid.topics, (t) => item(laid.startedAt, t)) }
    const passwordHash = await demoPasswordHash()
    let rows = 0
    const put = async (table: keyof typeof columns, from: Iterable<Cell[]>, total: number | null) => {
      rows += await copyRows(client, table, columns[table], from, (done) => onProgress(table, done, total))
    }
    await put('member', memberRows(r, made.memberIds, { name: `load${seed}`, passwordHash, joined, now: at }), size.members)
    await put('profile', profileRows(r, made.memberIds), size.members)
    await put('topic', topicRows(r, laid, made, boards.map((b) => b.id)), laid.topics)
    const indexes = size.posts < MANY ? [] : await takeSearchIndexes(client)
    await put('post', postRows(r, laid, made), size.posts)
    onProgress('indexes', 0, null)
    for (const definition of indexes) await client.query(definition)
    await put('topic_read', readRows(r, laid, made, at), null)
    await client.query(`update board b set topic_count = topic_count + n from (select board_id, count(*)::int as n from topic where id = any($1) group by 1) t where t.board_id = b.id`, [made.topicIds])
    await client.query('commit')
    onProgress('analyze', 0, null)
    await client.query('vacuum (analyze) member, profile, board, topic, post, topic_read')
    return { rows, seconds: (performance.now() - began) / 1000, memberIds: made.memberIds, boards: boards.map((b) => b.slug), longestTopic: item(made.topicIds, 0) }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

/** Takes the search index of posts away and says how to make it again: made at once it costs a fraction of what it costs row by row. */
async function takeSearchIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(`select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = 'post' and indexdef like '% USING gin %'`)
  for (const { indexname } of rows) await client.query(`drop index public.${client.escapeIdentifier(indexname)}`)
  return rows.map((row) => row.indexdef)
}

async function refuse(client: pg.Client, seed: number, isForced: boolean): Promise<void> {
  const { rows: [place] } = await client.query<{ isOurs: boolean; isLoaded: boolean }>(
    `select coalesce((select is_demo from organisation where id = 1), not exists (select from member)) as "isOurs", exists (select from member where handle = $1) as "isLoaded"`, [`load${seed}-1`])
  if (place?.isLoaded) throw new LoadRefused('loaded_before')
  if (!place?.isOurs && !isForced) throw new LoadRefused('not_a_demo')
}

/** The boards that are open; in a place without any, eight new ones. */
async function boardsOf(client: pg.Client, r: ReturnType<typeof random>, now: Date): Promise<{ id: string; slug: string }[]> {
  const open = () => client.query<{ id: string; slug: string }>('select id, slug from board where archived_at is null order by position, id')
  const { rows } = await open()
  if (rows.length > 0) return rows
  const made = subjects.slice(0, 8).map((s, i): Cell[] => [idAt(r, now.getTime()), `subject-${i + 1}`, `${s.name}の部屋`, `${s.name}のことなら何でも。`, i])
  await copyRows(client, 'board', ['id', 'slug', 'name', 'description', 'position'], made)
  return (await open()).rows
}
