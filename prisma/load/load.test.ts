import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { DEMO_NOW, testDb, testUrl } from '../testing/index.ts'
import { load, LoadRefused } from './index.ts'
import { topicSizes } from './plan.ts'
import { item, random } from './random.ts'
import { richStrings } from './rich.ts'
import { postOf } from './sentences.ts'
import { subjects } from './words.ts'

const size = { members: 120, posts: 900 }

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: testUrl() })
  await client.connect()
  return client.query<Record<string, unknown>>(sql).then((r) => r.rows).finally(() => client.end())
}

beforeAll(async () => {
  await load(testUrl(), { size, now: DEMO_NOW })
})

test('the numbers asked for are there', async () => {
  expect(await rows('select (select count(*)::int from member) as members, (select count(*)::int from post) as posts, (select count(*)::int from outbox) as jobs')).toEqual([{ members: 120, posts: 900, jobs: 0 }])
})

test.each([
  ['posts are numbered 1…n and the topic knows the last', `select t.id from topic t join (select topic_id, count(*) as n, min(no) as low, max(no) as high from post group by 1) p on p.topic_id = t.id where p.low <> 1 or p.high <> t.last_no or p.n <> t.last_no`],
  ['the last post is the one that lists show', `select t.id from topic t join post p on p.topic_id = t.id and p.no = t.last_no where p.created_at <> t.last_post_at or p.author_id is distinct from t.last_author_id or p.official_as is distinct from t.last_official_as`],
  ['the first post is the beginning', `select t.id from topic t join post p on p.topic_id = t.id and p.no = 1 where p.created_at <> t.created_at or p.author_id is distinct from t.author_id or p.official_as is distinct from t.official_as`],
  ['posts come one after another', `select p.id from post p join post q on q.topic_id = p.topic_id and q.no = p.no + 1 where q.created_at < p.created_at`],
  ['hidden posts are known to their topic', `select t.id from topic t where t.hidden_nos <> coalesce((select array_agg(no order by no) from post p where p.topic_id = t.id and p.hidden_at is not null), '{}')`],
  ['those who wrote have their posts counted', `select author_id from post where author_id is not null group by topic_id, author_id having count(*) is distinct from (select posts from topic_read r where r.topic_id = post.topic_id and r.member_id = author_id)`],
  ['nobody has read further than there are posts', `select r.topic_id from topic_read r join topic t on t.id = r.topic_id where r.last_no > t.last_no`],
  ['boards know how many topics they have', `select b.id from board b where topic_count <> (select count(*) from topic where board_id = b.id)`],
])('%s', async (_, sql) => {
  expect(await rows(sql)).toEqual([])
})

test('a second filling with the same seed is refused, another one stands beside it', async () => {
  await expect(load(testUrl(), { size, now: DEMO_NOW })).rejects.toMatchObject({ reason: 'loaded_before' })
  await testDb().organisation.create({ data: { id: 1, name: '県', shortName: '県', office: '人事課', officeHours: '', isDemo: false } })
  await expect(load(testUrl(), { size, seed: 2, now: DEMO_NOW })).rejects.toBeInstanceOf(LoadRefused)
  await load(testUrl(), { size: { members: 20, posts: 40 }, seed: 2, now: DEMO_NOW, isForced: true })
  expect(await rows('select count(*)::int as n from post')).toEqual([{ n: 940 }])
})

test('texts repeat for a seed, and are stored as if somebody had written them', () => {
  const texts = (seed: number) => Array.from({ length: 400 }, (_, i) => postOf(random(seed * 1000 + i), item(subjects, i % subjects.length)))
  expect(texts(1)).toEqual(texts(1))
  expect(new Set([...texts(1), ...texts(2)]).size).toBeGreaterThan(700)
  for (const typed of texts(3)) {
    const { doc, html, text } = readText({ text: typed })
    expect(richStrings(typed)).toEqual({ doc: JSON.stringify(doc), html, text })
  }
})

test('sizes are skewed and add up', () => {
  for (const posts of [1, 40, 4_000, 50_000, 1_000_000]) expect(topicSizes(posts).reduce((a, b) => a + b, 0)).toBe(posts)
  const huge = topicSizes(1_000_000)
  expect(huge[0]).toBeGreaterThan(10_000)
  expect(huge.filter((n) => n <= 20).length / huge.length).toBeGreaterThan(0.8)
})
