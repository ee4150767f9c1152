/** What the pages of boards cost the database when much has been written and one member has read for years. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard } from '../../../prisma/factories/boards.ts'
import { DEMO_NOW, testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx } from '../../core/ctx.ts'
import type { TopicListName } from './policy.ts'
import { listBoards, listTopics, showBoard, unreadBoards } from './index.server.ts'

const TOPICS = 8_000
/** Rows that a statement may read: a window of 400 topics, found and sorted, with a place, a board, levels and two names for each. The reader's places are more. */
const MOST = 5_000
let client: pg.Client
let [reader, newcomer]: [Ctx, Ctx] = [null!, null!]
let slug = ''

beforeAll(async () => {
  const db = testDb()
  const years = new Date(DEMO_NOW.getTime() - 700 * 86_400_000)
  const [busy, other] = [await makeMember(db, { readBefore: years }), await makeMember(db, { readBefore: years })]
  const boards = [await makeBoard(db), await makeBoard(db), await makeBoard(db), await makeBoard(db)]
  slug = boards[1]!.slug
  ;[reader, newcomer] = [testCtx(busy), testCtx(other)]
  client = new pg.Client({ connectionString: testUrl() })
  await client.connect()
  await client.query(`insert into member (id, email, status, handle, family_name, given_name, family_kana, given_kana, display_name, kana, created_at, read_before)
    select gen_random_uuid(), 'm' || i || '@example.com', 'active', 'm' || i, '佐藤', '花', 'さとう', 'はな', '佐藤 花', 'さとう はな', $1, $1 from generate_series(1, 200) i`, [years])
  await client.query(`insert into topic (id, board_id, title, author_id, created_at, last_no, last_post_at, last_author_id)
    select gen_random_uuid(), ($1::uuid[])[1 + i % 4], '話題 ' || i, a.id, $2, 3, $2::timestamptz - i * interval '1 hour', a.id
    from generate_series(1, ${TOPICS}) i join (select id, row_number() over () as n from member) a on a.n = 1 + i % 200`, [boards.map((b) => b.id), DEMO_NOW])
  await client.query('insert into topic_read (member_id, topic_id, last_no, at) select $1, id, 3, $2 from topic where ascii(id::text) <> 48', [busy.id, DEMO_NOW])
  await client.query(`insert into topic_read (member_id, topic_id, last_no, at) select m.id, t.id, 3, $1 from member m cross join lateral (select id from topic order by id offset length(m.display_name) limit 5) t where m.handle like 'm%' on conflict do nothing`, [DEMO_NOW])
  await client.query('vacuum analyze member, topic, topic_read, board')
})
afterAll(() => client.end())

/** The raw statements that `ask` sends. */
async function statements(ctx: Ctx, ask: (ctx: Ctx) => Promise<unknown>): Promise<Prisma.Sql[]> {
  const sent: Prisma.Sql[] = []
  const $queryRaw = (strings: TemplateStringsArray, ...values: unknown[]) => {
    sent.push(Prisma.sql(strings, ...(values as string[])))
    return ctx.db.$queryRaw(strings, ...values)
  }
  const db = new Proxy(ctx.db, { get: (target, key) => (key === '$queryRaw' ? $queryRaw : Reflect.get(target, key) as unknown) })
  await ask({ ...ctx, db })
  return sent
}

type Node = { 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; 'Rows Removed by Join Filter'?: number; Plans?: Node[] }
/** Rows that a plan reads from tables, or reads and throws away. */
function rowsOf(node: Node): number {
  const own = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0) + (node.Plans === undefined ? node['Actual Rows'] : 0)
  return own * node['Actual Loops'] + (node.Plans ?? []).reduce((sum, below) => sum + rowsOf(below), 0)
}

let prepared = 0
/** Calls a prepared statement as our connections do. Out: how many of its later calls were planned anew, and the rows it reads by the plan for all calls. */
async function costOf({ text, values }: Prisma.Sql): Promise<{ plannedAnew: number; rows: number }> {
  const name = `s${prepared++}`
  const literals = values.map((v) => (v === null ? 'null' : pg.escapeLiteral(v instanceof Date ? v.toISOString() : String(v))))
  const call = `execute ${name}${literals.length > 0 ? `(${literals.join(', ')})` : ''}`
  await client.query(`prepare ${name} as ${text}`)
  // PostgreSQL compares the plan for all calls with those of the first five.
  for (let i = 0; i < 7; i++) await client.query(call)
  const { rows: [plans] } = await client.query<{ plannedAnew: number }>('select custom_plans::int - 5 as "plannedAnew" from pg_prepared_statements where name = $1', [name])
  await client.query('set plan_cache_mode = force_generic_plan')
  const { rows: [told] } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, format json) ${call}`)
  await client.query('reset plan_cache_mode')
  return { plannedAnew: plans!.plannedAnew, rows: rowsOf(told!['QUERY PLAN'][0].Plan) }
}

const all = { boardId: null, tagId: null, cursor: null }
const asked: [string, (ctx: Ctx) => Promise<unknown>][] = [
  ['the page of a board', (ctx) => showBoard(ctx, slug, null)],
  ['the list of boards', listBoards],
  ['the count of unread topics', (ctx) => unreadBoards(ctx)],
  ...(['new', 'unread'] satisfies TopicListName[]).map((list): (typeof asked)[number] => [`the topics of all boards, ${list}`, (ctx) => listTopics(ctx, list, all)]),
]

test.each(asked)('%s is planned once and reads a bounded part, for who reads everything and who never came', async (_what, ask) => {
  for (const ctx of [reader, newcomer]) {
    const sent = await statements(ctx, ask)
    expect(sent.length).toBeGreaterThan(0)
    for (const sql of sent) {
      const { plannedAnew, rows } = await costOf(sql)
      expect([sql.text, plannedAnew]).toEqual([sql.text, 0])
      expect([sql.text, Math.max(rows, MOST)]).toEqual([sql.text, MOST])
    }
  }
})
