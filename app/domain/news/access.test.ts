import { expect, test } from 'vitest'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeNews } from '../../../prisma/factories/news.ts'
import { clock, DEMO_NOW, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { accessNews, latestNews, listNews } from './index.server.ts'

test('an item is seen from its time on, by members only', async () => {
  const db = testDb()
  const nine = new Date(DEMO_NOW.getTime() + 3_600_000)
  const item = await makeNews(db, { publishedAt: nine })
  const ctx = testCtx(await makeMember(db))
  clock.set(new Date(nine.getTime() - 1))
  await expect(accessNews(ctx, item.slug)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listNews(ctx, null)).items).toEqual([])
  clock.set(nine)
  expect((await accessNews(ctx, item.slug)).title).toBe('お知らせ')
  for (const stranger of [testCtx(), testCtx(await makeApplicant(db))]) await expect(accessNews(stranger, item.slug)).rejects.toMatchObject({ code: 'not_found' })
})

test('pages by key, without a hole or a repeat, and a foreign cursor shows the first page', async () => {
  const db = testDb()
  await db.news.deleteMany()
  for (let i = 0; i < 45; i++) await makeNews(db, { slug: `n${i}`, publishedAt: new Date(DEMO_NOW.getTime() - Math.floor(i / 3) * 60_000) })
  const ctx = testCtx(await makeMember(db))
  const seen: string[] = []
  let next: string | null = null
  do {
    const page = await listNews(ctx, next)
    seen.push(...page.items.map((n) => n.slug))
    next = page.next
  } while (next)
  expect(new Set(seen).size).toBe(45)
  expect(seen).toHaveLength(45)
  expect((await listNews(ctx, 'WyJ4IiwieSJd')).items).toHaveLength(20)
})

test('home gets the newest change card although newer items have none', async () => {
  const db = testDb()
  await db.news.deleteMany()
  await makeNews(db, { slug: 'change', publishedAt: new Date(DEMO_NOW.getTime() - 9_000_000), change: { before: 'a', after: 'b', effectiveOn: '2026-01-01', state: 'planned' } })
  for (let i = 0; i < 4; i++) await makeNews(db, { slug: `plain${i}` })
  const { change, items } = await latestNews(testCtx(await makeMember(db)), 3)
  expect(change?.slug).toBe('change')
  expect(items).toHaveLength(3)
  expect(items.some((n) => n.slug === 'change')).toBe(false)
})
