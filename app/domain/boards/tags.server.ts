import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { newId } from '../../core/ids.ts'
import { foldForSearch } from '../../core/search/fold.ts'
import { reader } from './access.server.ts'

/** A tag as it is compared: width, case, kana and variant characters make no difference. */
export const tagKey = (name: string): string => foldForSearch(name)

const MOST_SHOWN = 12
const MOST_SUGGESTED = 8

/** The tag of this name, however it is written, or null. */
export async function findTag(ctx: Ctx, name: string): Promise<{ id: string; name: string } | null> {
  reader(ctx)
  if (name === '' || name.length > 100 || name.includes('\u0000')) return null
  return ctx.db.tag.findUnique({ where: { key: tagKey(name.trim()) }, select: { id: true, name: true } })
}

/** The tags that lead to topics: the office's own first, then by how many topics carry them. */
export async function shownTags(ctx: Ctx): Promise<string[]> {
  reader(ctx)
  const rows = await ctx.db.tag.findMany({ where: { topicCount: { gt: 0 } }, orderBy: [{ isOfficial: 'desc' }, { topicCount: 'desc' }, { id: 'asc' }], take: MOST_SHOWN, select: { name: true } })
  return rows.map((r) => r.name)
}

/** Tags that begin with what was typed; with nothing typed those to choose from. */
export async function suggestTags(ctx: Ctx, typed: string): Promise<string[]> {
  reader(ctx)
  const q = tagKey(typed.trim().slice(0, 30))
  if (q.includes('\u0000') || /\p{Surrogate}/u.test(q)) return []
  const rows = await ctx.db.$queryRaw<{ name: string }[]>`
    select name from tag where key ^@ ${q} and topic_count >= 0 order by is_official desc, topic_count desc, id limit ${fixed(MOST_SUGGESTED)}`
  return rows.map((r) => r.name)
}

/** The ids of these tags, in this order; those that do not exist yet are made. Two who make the same one get the same. */
export async function keepTags(tx: TxCtx, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const wanted = names.map((name) => ({ id: newId(), name, key: tagKey(name), createdAt: tx.now() }))
  // In one order, so that two who make the same tags never wait for each other.
  await tx.db.tag.createMany({ data: [...wanted].sort((a, b) => (a.key < b.key ? -1 : 1)), skipDuplicates: true })
  const rows = await tx.db.tag.findMany({ where: { key: { in: wanted.map((t) => t.key) } }, select: { id: true, key: true } })
  const ids = new Map(rows.map((r) => [r.key, r.id]))
  return wanted.flatMap((t) => ids.get(t.key) ?? [])
}

/** Counts the topics of tags up and down. */
export async function countTags(tx: TxCtx, { added, removed }: { added: readonly string[]; removed: readonly string[] }): Promise<void> {
  if (added.length + removed.length === 0) return
  await tx.db.$executeRaw`
    with changed as (select id from tag where id = any(${[...added, ...removed]}::uuid[]) order by id for update)
    update tag set topic_count = topic_count + case when tag.id = any(${[...added]}::uuid[]) then 1 else -1 end from changed where tag.id = changed.id`
}
