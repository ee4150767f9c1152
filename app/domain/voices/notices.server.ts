import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { voiceJobs } from './jobs.ts'
import type { VoiceStep } from './policy.ts'

export type VoiceNotice = { memberId: string; kind: `voice_${VoiceStep}`; params: { title: string }; href: string; dedupeKey: string }

const BATCH = 500

/**
 * Whom to tell that a voice came to a step, a batch of members at a time: everybody who spoke, and who says the same; of its beginning
 * only who spoke. Nothing when it has not come there. One notice a member and step, for ever.
 */
export async function voiceNotices(ctx: Ctx, { voiceId, step, after }: z.output<(typeof voiceJobs)['voice.tell']['payload']>): Promise<{ notices: VoiceNotice[]; next: string | null }> {
  const rows = await ctx.db.$queryRaw<{ memberId: string; no: number; title: string }[]>`
    select m.id as "memberId", v.no, v.title
    from voice v join voice_history h on h.voice_id = v.id and h.step::text = ${step}
      join (select voice_id, member_id from voice_source where member_id is not null union select voice_id, member_id from voice_support where ${step} <> 'received') who on who.voice_id = v.id
      join member m on m.id = who.member_id and m.status = 'active'
    where v.id = ${voiceId}::uuid and m.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by m.id limit ${fixed(BATCH)}`
  const notices = rows.map(({ memberId, no, title }): VoiceNotice => ({ memberId, kind: `voice_${step}`, params: { title }, href: `/voices/${no}`, dedupeKey: `voice:${voiceId}:${step}` }))
  return { notices, next: rows.length === BATCH ? (rows.at(-1)?.memberId ?? null) : null }
}
