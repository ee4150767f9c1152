import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { mentorJobs } from './jobs.ts'
import { canAnswer, canClose, canReadRequest, canWithdraw, type RequestFacts } from './policy.ts'
import type { answerInput, withdrawInput } from './schema.ts'

/** The row, locked, for one of its two people; for anybody else there is none. */
async function lockRequest(tx: TxCtx, requestId: string): Promise<RequestFacts> {
  const [row] = await tx.db.$queryRaw<RequestFacts[]>`
    select mentor_id as "mentorId", requester_id as "requesterId", status from mentor_request where id = ${requestId}::uuid for update`
  if (!row || !canReadRequest(tx.actor, row)) throw notFound()
  return row
}

/** The mentor accepts, declines with a word, or closes an accepted request. Closing and declining free the place. */
export function answerRequest(ctx: Ctx, input: z.output<typeof answerInput>): Promise<{ status: string }> {
  return once(ctx, 'mentors.answer', input.commandId, async (tx) => {
    const row = await lockRequest(tx, input.requestId)
    const allowed = input.decision === 'closed' ? canClose(tx.actor, row) : canAnswer(tx.actor, row)
    if (!allowed) throw conflict('mentors.already_decided')
    await tx.db.mentorRequest.update({ where: { id: input.requestId }, data: { status: input.decision, answeredAt: ctx.now(), ...(input.answer === '' ? {} : { answer: input.answer }) } })
    if (input.decision !== 'closed') tx.enqueue(mentorJobs, 'mentor.answered', { requestId: input.requestId })
    return { status: input.decision }
  })
}

/** The person who asked takes the request back; the place is free again. */
export function withdrawRequest(ctx: Ctx, input: z.output<typeof withdrawInput>): Promise<{ status: string }> {
  return once(ctx, 'mentors.withdraw', input.commandId, async (tx) => {
    const row = await lockRequest(tx, input.requestId)
    if (!canWithdraw(tx.actor, row)) throw conflict('mentors.already_decided')
    await tx.db.mentorRequest.update({ where: { id: input.requestId }, data: { status: 'withdrawn', answeredAt: ctx.now() } })
    return { status: 'withdrawn' }
  })
}
