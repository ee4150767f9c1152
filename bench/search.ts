import pg from 'pg'
import { createDb } from '../app/core/db.server.ts'
import { found, holds } from '../app/core/search/match.server.ts'
import { isEmptyQuery, parseQuery } from '../app/core/search/query.ts'
import { Prisma } from '../prisma/generated/client.ts'
import { random } from '../prisma/load/random.ts'
import { type Big, bigPlace, timeOf } from './big.ts'
import { type Figure, percentile, round } from './measure.ts'

const SIZES = [{ posts: 100_000, goal: 50 }, { posts: 1_000_000, goal: 150 }]
const WORDS = 150
const FIXED = ['育児', '介護', '採用', '防災', '高瀬', '葛城', 'DX', '旧来', '津波', '罹災', '会計', '雪国', '港湾', '恋愛']
const RECALL = 120

/** Two-character words as they stand in posts, kanji and katakana, each once. */
async function wordsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(`select text from post tablesample system (1) repeatable (7) limit 2000`)
  const r = random(11)
  const words = new Set(FIXED)
  while (words.size < WORDS && rows.length > 0) {
    const { text } = r.pick(rows)
    const pairs = [...text].flatMap((c, i, all) => (/[\p{Script=Han}ァ-ヶ]{2}/u.test(`${c}${all[i + 1] ?? ''}`) ? [`${c}${all[i + 1]}`] : []))
    if (pairs.length > 0) words.add(r.pick(pairs))
    else if (r.chance(0.01)) words.add(`${r.below(99)}`)
  }
  return [...words]
}

/** What the index finds against what looking at every post finds. */
async function recall(big: Big, client: pg.Client): Promise<Figure> {
  const db = createDb(big.product.databaseUrl, 2, () => {})
  const { rows } = await client.query<{ text: string }>(`select text from post tablesample system (1) repeatable (3) limit 1000`)
  const r = random(23)
  let [asked, expected, missed, surplus] = [0, 0, 0, 0]
  while (asked < RECALL) {
    const letters = [...r.pick(rows).text]
    const at = r.below(letters.length)
    const query = parseQuery(letters.slice(at, at + 1 + r.below(5)).join('').replaceAll('"', ''))
    if (isEmptyQuery(query)) continue
    asked++
    const [row] = await db.$queryRaw<{ expected: number; missed: number; surplus: number }[]>`
      with seen as materialized (select p.id from post p where ${holds(Prisma.sql`p.norm`, query)}), found as materialized (select p.id from post p where ${found(Prisma.sql`p.norm`, query)})
      select (select count(*)::int from seen) as expected, (select count(*)::int from seen where id not in (select id from found)) as missed, (select count(*)::int from found where id not in (select id from seen)) as surplus`
    expected += row?.expected ?? 0
    missed += row?.missed ?? 0
    surplus += row?.surplus ?? 0
  }
  await db.$disconnect()
  return { what: 'Search, recall against a sequential scan, 100,000 posts', ours: `${expected === 0 ? '–' : round((100 * (expected - missed)) / expected, 3)} %`, goal: '100 %, nothing else', isMet: expected > 0 && missed === 0 && surplus === 0, note: `${asked} random pieces of 1 to 5 characters, ${expected.toLocaleString('en')} hits, ${missed} missed, ${surplus} too many` }
}

/** How long a page of posts takes for two-character words, over HTTP. */
async function speed(big: Big, client: pg.Client, { posts, goal }: (typeof SIZES)[number]): Promise<Figure> {
  const times: { word: string; ms: number }[] = []
  for (const word of await wordsOf(client)) {
    const path = `/search?kind=posts&q=${encodeURIComponent(word)}`
    times.push({ word, ms: Math.min(await timeOf(big, path), await timeOf(big, path)) })
  }
  const all = times.map((t) => t.ms)
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, 3)
  const explained: string[] = []
  for (const { word, ms } of slowest) {
    const { rows: [row] } = await client.query<{ n: string }>('select count(*) as n from post where norm like $1', [`%${parseQuery(word).all[0]?.folded ?? ''}%`])
    explained.push(`${word} ${round(ms)} ms (${Number(row?.n).toLocaleString('en')} posts)`)
  }
  const p95 = percentile(all, 0.95)
  return { what: `Search for a two-character word, a page of 20 posts, ${posts.toLocaleString('en')} posts`, ours: `p50 ${round(percentile(all, 0.5), 1)}, p95 ${round(p95, 1)} ms`, goal: `p95 ≤ ${goal} ms`, isMet: p95 <= goal, note: `${times.length} words as they stand in posts, the whole page over HTTP; slowest: ${explained.join(', ')}` }
}

/** What one post costs to write with the folded column and its indexes, and without them. */
async function writing(client: pg.Client): Promise<Figure> {
  const { rows: texts } = await client.query<{ doc: string; html: string; text: string }>('select doc::text, html, text from post tablesample system (1) repeatable (5) limit 1000')
  const { rows: [topic] } = await client.query<{ id: string }>('select id from topic order by last_no desc limit 1')
  const measure = async () => {
    const times: number[] = []
    for (const [i, post] of texts.entries()) {
      const began = performance.now()
      await client.query({ name: 'write', text: 'insert into post (id, topic_id, no, doc, html, text, created_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, now())', values: [topic?.id, 2_000_000 + i, post.doc, post.html, post.text] })
      if (i >= 50) times.push(performance.now() - began)
    }
    return { p50: percentile(times, 0.5), mean: times.reduce((a, b) => a + b, 0) / times.length, worst: Math.max(...times) }
  }
  /** What is written here, and taken away, is gone again. */
  const tried = async (before: string[]) => {
    await client.query('begin')
    for (const sql of before) await client.query(sql)
    const times = await measure()
    await client.query('rollback')
    return times
  }
  const withIt = await tried([])
  const without = await tried(['drop index post_search, post_recent', 'alter table post alter column norm drop expression'])
  return { what: 'What being found costs a post when it is written, 1,000,000 posts', ours: `${round(withIt.p50 - without.p50, 2)} ms`, beside: `insert p50 ${round(withIt.p50, 2)} against ${round(without.p50, 2)} ms`, goal: '≤ 1 ms of the 5 ms of a reply', isMet: withIt.p50 - without.p50 <= 1, note: `mean ${round(withIt.mean, 2)} against ${round(without.mean, 2)} ms; one in some hundred sorts in what the others left (worst ${round(withIt.worst)} ms)` }
}

export async function search(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of SIZES) {
    const big = await bigPlace(size.posts)
    const client = new pg.Client({ connectionString: big.product.databaseUrl })
    await client.connect()
    try {
      if (figures.length === 0) figures.push(await recall(big, client))
      figures.push(await speed(big, client, size))
      if (size === SIZES.at(-1)) figures.push(await writing(client))
    } finally {
      await client.end()
    }
  }
  return figures
}
