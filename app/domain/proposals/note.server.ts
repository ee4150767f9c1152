import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { z } from 'zod'
import { lockProposal, member } from './access.server.ts'
import { proposalJobs } from './jobs.ts'
import { MOST_NOTES, type ProposalStep } from './policy.ts'
import type { commentInput } from './schema.ts'

/** Writes a step or a word into the history of a proposal, has the other side told, and leaves its trace. Under the event's lock. */
export async function note(tx: TxCtx, eventId: string, step: ProposalStep, text = ''): Promise<void> {
  const id = newId()
  await tx.db.proposalNote.create({ data: { id, eventId, authorId: member(tx).id, step, text, createdAt: tx.now() }, select: { id: true } })
  tx.enqueue(proposalJobs, 'proposal.tell', { noteId: id })
  if (step !== 'comment') tx.audit({ action: `proposal.${step}`, subject: 'event', subjectId: eventId })
}

/** A word between the desk and those whose event it is, also after the decision. */
export const commentOnProposal = (ctx: Ctx, eventId: string, { commandId, text }: z.output<typeof commentInput>): Promise<null> =>
  once(ctx, 'proposal:comment', commandId, async (tx) => {
    await lockProposal(tx, eventId)
    await tx.limit('proposal.comment', member(tx).id, { points: 60, seconds: 3_600 })
    if ((await tx.db.proposalNote.count({ where: { eventId } })) >= MOST_NOTES) throw conflict('proposals.too_many_notes')
    await note(tx, eventId, 'comment', text)
    return null
  })
