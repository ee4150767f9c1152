import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { EventProposal, Prisma } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

type Notes = { authorId: string; step: Prisma.ProposalNoteUncheckedCreateInput['step']; text?: string; createdAt: Date }[]

/** The proposal of an event that is a draft, waiting for the desk unless `over` says otherwise, with what was said about it. */
export async function makeProposal(db: Db | Tx, { event, proposer }: { event: { id: string }; proposer: { id: string } }, over: Partial<Prisma.EventProposalUncheckedCreateInput> = {}, notes?: Notes): Promise<EventProposal> {
  const sentAt = new Date(over.sentAt ?? DEMO_NOW.getTime() - 86_400_000)
  const proposal = await db.eventProposal.create({ data: { state: 'proposed', ...over, sentAt, eventId: event.id, proposerId: proposer.id } })
  const said: Notes = notes ?? [{ authorId: proposer.id, step: 'proposed', createdAt: sentAt }]
  await db.proposalNote.createMany({ data: said.map((n) => ({ id: newId(), eventId: event.id, text: '', ...n })) })
  return proposal
}
