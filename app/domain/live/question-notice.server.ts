import type { Ctx } from '../../core/ctx.ts'
import { type DismissReason, dismissReasons } from './policy.ts'

/** What an asker is told; the reason of a dismissal as its word, the worker says it in their language. */
export type QuestionNotice = { memberId: string; lng: string; kind: 'question_answered' | 'question_dismissed'; title: string; reason: DismissReason | null; href: string; dedupeKey: string }

/**
 * Whom to tell of what became of a question, and what. Null when there is nothing to say any more (the host took it back meanwhile) or
 * nobody to tell it to: asked under no name, or by somebody who is not here any more.
 */
export async function questionNotice(ctx: Ctx, questionId: string): Promise<QuestionNotice | null> {
  const [row] = await ctx.db.$queryRaw<{ memberId: string; lng: string; status: string; reason: string | null; isAppealed: boolean; eventId: string; title: string }[]>`
    select m.id as "memberId", m.lng, coalesce(i.status, q.status)::text as status, coalesce(i.reason, q.reason) as reason, q.appeal is not null as "isAppealed", e.id as "eventId", e.title
    from question q left join question i on i.id = q.merged_into_id join event e on e.id = q.event_id join member m on m.id = q.author_id and m.status = 'active' where q.id = ${questionId}::uuid`
  if (!row) return null
  const { memberId, lng, title } = row
  const href = `/events/${row.eventId}/live`
  if (row.status === 'dismissed') return { memberId, lng, kind: 'question_dismissed', title, reason: dismissReasons.find((r) => r === row.reason) ?? 'rules', href, dedupeKey: `question:${questionId}:dismissed${row.isAppealed ? ':again' : ''}` }
  return row.status.startsWith('answered') ? { memberId, lng, kind: 'question_answered', title, reason: null, href, dedupeKey: `question:${questionId}:answered` } : null
}
