import { expect, test } from 'vitest'
import { load } from '../../../prisma/load/index.ts'
import { random } from '../../../prisma/load/random.ts'
import { DEMO_NOW, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { found, holds } from '../../core/search/match.server.ts'
import { isEmptyQuery, parseQuery } from '../../core/search/query.ts'

test('the index finds every text that holds the words, and no other', async () => {
  const db = testDb()
  await load(testUrl(), { size: { members: 50, posts: 2_000 }, now: DEMO_NOW })
  // The same words where a voice keeps them: some in what was asked, some in what the prefecture thinks.
  await db.$executeRaw`insert into voice (id, title, body, department, position, created_at, stepped_at)
    select id, left(text, 20), case when no % 2 = 0 then text else '声' end, '人事課', case when no % 2 = 1 then text else '' end, created_at, created_at from post where text ~ '[^[:space:]]' and left(text, 20) ~ '[^[:space:]]' order by id limit 500`
  const texts = await db.$queryRaw<{ text: string }[]>`select text from post order by id`
  const r = random(7)
  for (let i = 0; i < 150; i++) {
    const letters = [...r.pick(texts).text]
    const at = r.below(letters.length)
    const query = parseQuery(letters.slice(at, at + 1 + r.below(6)).join('').replaceAll('"', ''))
    if (isEmptyQuery(query)) continue
    for (const table of [Prisma.sql`post`, Prisma.sql`voice`]) {
      const ids = async (condition: Prisma.Sql) => (await db.$queryRaw<{ ids: string[] | null }[]>`select array_agg(id::text order by id) as ids from ${table} p where ${condition}`)[0]?.ids ?? []
      const [indexed, scanned] = [await ids(found(Prisma.sql`p.norm`, query)), await ids(holds(Prisma.sql`p.norm`, query))]
      expect({ query, ids: indexed }).toEqual({ query, ids: scanned })
    }
  }
})
