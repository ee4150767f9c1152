import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { type Page, toPage } from '../../core/paging.ts'
import { afterRank, found, rank, rankKey } from '../../core/search/match.server.ts'
import type { Query } from '../../core/search/query.ts'
import { markAll, type Segment, snippet } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { reader } from './access.server.ts'
import { isClosed, type VoiceStep, voiceSteps } from './policy.ts'

export type VoiceFind = { isClosed: boolean | null; from: Date | null; until: Date | null }
export type VoiceHit = { no: number; title: Segment[]; text: Segment[]; department: string; step: VoiceStep; at: string }

/** Voices that hold what is looked for: called so or beginning so first, then what moved last. Paged by key. */
export async function searchVoices(ctx: Ctx, query: Query, find: VoiceFind, cursor: string | null, take: number): Promise<Page<VoiceHit>> {
  reader(ctx)
  const steps = voiceSteps.filter((step) => isClosed(step) === find.isClosed)
  const rows = await ctx.db.$queryRaw<{ id: string; rank: number; at: Date; no: number; title: string; body: string; position: string; reason: string; department: string; step: VoiceStep }[]>`
    with v as materialized (select v.*, ${rank(Prisma.sql`v.norm`, query)} as rank, v.stepped_at as at from voice v where ${found(Prisma.sql`v.norm`, query)}
      ${find.isClosed === null ? Prisma.empty : Prisma.sql`and v.step = any(${steps}::voice_step[])`}
      ${find.from === null ? Prisma.empty : Prisma.sql`and v.stepped_at >= ${find.from}`} ${find.until === null ? Prisma.empty : Prisma.sql`and v.stepped_at < ${find.until}`})
    select v.id, v.rank, v.at, v.no, v.title, v.body, v.position, v.reason, v.department, v.step::text as step
    from v where ${afterRank(Prisma.sql`v`, cursor)} order by v.rank, v.at desc, v.id desc limit ${fixed(take + 1)}`
  const page = toPage(rows, take, rankKey)
  return { items: page.items.map(({ no, title, body, position, reason, department, step, at }) => ({ no, title: markAll(title, query), text: snippet([body, position, reason].filter((s) => s !== '').join('\n'), query), department, step, at: at.toISOString() })), next: page.next }
}
