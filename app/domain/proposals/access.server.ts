import { type Account, isMember } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { accessEvent, lockEvent, type LockedEvent } from '../events/index.server.ts'
import { canDecide, canRead, isOwn, type ProposalFacts } from './policy.ts'

/** Whoever acts, as a member; events tell nobody else how they are made. */
export function member(ctx: Ctx): Account {
  if (!isMember(ctx.actor)) throw notFound()
  return ctx.actor
}

export type AccessedProposal = ProposalFacts & { eventId: string; title: string }

/** A proposal for those whose event it is and the desk. Throws `not_found` to everybody else. */
export async function accessProposal(ctx: Ctx, eventId: string): Promise<AccessedProposal> {
  const event = await accessEvent(ctx, eventId)
  const row = await ctx.db.eventProposal.findUnique({ where: { eventId: event.id }, select: { state: true, proposerId: true } })
  const facts = row && { ...row, hostId: event.hostId, cohostIds: event.cohostIds }
  if (!facts || !canRead(ctx.actor, facts)) throw notFound()
  return { ...facts, eventId: event.id, title: event.title }
}

export type LockedProposal = ProposalFacts & { event: LockedEvent }

/** The same with the event's row locked until the transaction ends: who runs it and how it stands changes only under this lock. */
export async function lockProposal(tx: TxCtx, eventId: string): Promise<LockedProposal> {
  const event = await lockEvent(tx, eventId)
  const row = await tx.db.eventProposal.findUnique({ where: { eventId: event.id }, select: { state: true, proposerId: true } })
  const facts = row && { ...row, hostId: event.hostId, cohostIds: event.cohostIds }
  if (!facts || !canRead(tx.actor, facts)) throw notFound()
  return { ...facts, event }
}

/** For the desk's decisions. Throws `forbidden` with a text when it is their own. */
export async function lockToDecide(tx: TxCtx, eventId: string): Promise<LockedProposal> {
  const proposal = await lockProposal(tx, eventId)
  if (!canDecide(tx.actor, proposal)) throw forbidden('proposals.own')
  return proposal
}

/** For those whose event it is. */
export async function lockOwn(tx: TxCtx, eventId: string): Promise<LockedProposal> {
  const proposal = await lockProposal(tx, eventId)
  if (!isOwn(tx.actor, proposal)) throw forbidden('proposals.not_own')
  return proposal
}

/** A step that no longer fits how the proposal stands. */
export const tooLate = () => conflict('proposals.too_late')
