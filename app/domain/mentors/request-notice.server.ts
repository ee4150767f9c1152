import type { Ctx } from '../../core/ctx.ts'

export type RequestNotice = { memberId: string; kind: 'mentor_asked' | 'mentor_accepted' | 'mentor_declined'; params: { name: string }; href: string; dedupeKey: string }

/**
 * Whom to tell of a request, and what: the mentor that they were asked, the one who asked what the mentor decided. Null when there is nothing
 * to say any more (withdrawn meanwhile). The words of the two stay on the page; a notice says only who.
 */
export async function requestNotice(ctx: Ctx, requestId: string, what: 'asked' | 'answered'): Promise<RequestNotice | null> {
  const row = await ctx.db.mentorRequest.findUnique({
    where: { id: requestId },
    select: { status: true, mentorId: true, requesterId: true, mentor: { select: { member: { select: { displayName: true } } } }, requester: { select: { displayName: true } } },
  })
  if (!row) return null
  const href = '/mentors/requests'
  if (what === 'asked') return row.status === 'sent' ? { memberId: row.mentorId, kind: 'mentor_asked', params: { name: row.requester.displayName }, href, dedupeKey: `mentor:${requestId}:asked` } : null
  if (row.status !== 'accepted' && row.status !== 'declined') return null
  return { memberId: row.requesterId, kind: `mentor_${row.status}`, params: { name: row.mentor.member.displayName }, href, dedupeKey: `mentor:${requestId}:${row.status}` }
}
