import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { mentorJobs } from './jobs.ts'
import { whyNotAsk } from './policy.ts'
import type { askInput } from './schema.ts'

/**
 * Sends a request to a mentor. Refused with `conflict` when the mentor is paused, has no open place, or already holds one from this member.
 * The mentor's row is locked while the place is taken; the database holds the limit by itself as well.
 */
export function askMentor(ctx: Ctx, handle: string, input: z.output<typeof askInput>): Promise<{ requestId: string }> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  return once(ctx, 'mentors.ask', input.commandId, async (tx) => {
    await tx.limit('mentors.ask', actor.id, { points: 5, seconds: 86_400 })
    const [locked] = await tx.db.$queryRaw<{ memberId: string; acceptance: 'open' | 'limited' | 'paused'; openCount: number; openLimit: number }[]>`
      select m.member_id as "memberId", m.acceptance, m.open_count as "openCount", m.open_limit as "openLimit"
      from mentor m join member p on p.id = m.member_id where p.handle = ${handle} and p.status = 'active' for update of m`
    if (!locked) throw notFound()
    const open = await tx.db.mentorRequest.count({ where: { mentorId: locked.memberId, requesterId: actor.id, status: { in: ['sent', 'accepted'] } } })
    const why = whyNotAsk(actor, locked, open > 0)
    if (why === 'self' || why === 'not_member') throw forbidden('mentors.not_yourself')
    if (why !== null) throw conflict(`mentors.why_${why}`)
    const requestId = newId()
    await tx.db.mentorRequest.create({ data: { id: requestId, mentorId: locked.memberId, requesterId: actor.id, text: input.text, status: 'sent', createdAt: ctx.now() } })
    tx.enqueue(mentorJobs, 'mentor.asked', { requestId })
    return { requestId }
  })
}
