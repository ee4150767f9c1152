import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockOwn, lockToDecide, member, tooLate } from './access.server.ts'
import { proposalJobs } from './jobs.ts'
import { note } from './note.server.ts'
import { isOpen } from './policy.ts'
import type { approveInput, refuseInput, resubmitInput, withdrawInput } from './schema.ts'

/**
 * 承認: the event is public from now on and made known. Somebody of the desk who neither proposed nor runs it, of the event as they have
 * seen it. Throws `forbidden` (their own), `conflict` (changed meanwhile, decided already, or its start has passed).
 */
export const approveEvent = (ctx: Ctx, eventId: string, { commandId, version, text }: z.output<typeof approveInput>): Promise<null> =>
  once(ctx, 'proposal:approve', commandId, async (tx) => {
    const { state, event } = await lockToDecide(tx, eventId)
    if (state === 'approved') return null
    if (state !== 'proposed' || event.status !== 'draft') throw tooLate()
    if (event.startsAt <= tx.now()) throw conflict('proposals.start_passed')
    const seen = await tx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { version: true } })
    if (seen.version !== version) throw conflict('proposals.changed')
    const at = tx.now()
    await tx.db.eventProposal.update({ where: { eventId: event.id }, data: { state: 'approved', decidedById: member(tx).id, decidedAt: at }, select: { eventId: true } })
    await tx.db.event.update({ where: { id: event.id }, data: { status: 'published', createdAt: at }, select: { id: true } })
    await note(tx, event.id, 'approved', text)
    tx.enqueue(proposalJobs, 'event.announce', { eventId: event.id })
    return null
  })

/** 修正のお願い: it goes back to those whose event it is, with what is to be changed. */
export const askForChanges = (ctx: Ctx, eventId: string, { commandId, text }: z.output<typeof refuseInput>): Promise<null> =>
  once(ctx, 'proposal:ask', commandId, async (tx) => {
    const { state, event } = await lockToDecide(tx, eventId)
    if (!isOpen(state)) throw tooLate()
    await tx.db.eventProposal.update({ where: { eventId: event.id }, data: { state: 'changes_asked' }, select: { eventId: true } })
    await note(tx, event.id, 'changes_asked', text)
    return null
  })

/** 見送り: with a reason that the proposer reads. */
export const declineEvent = (ctx: Ctx, eventId: string, { commandId, text }: z.output<typeof refuseInput>): Promise<null> =>
  once(ctx, 'proposal:decline', commandId, async (tx) => {
    const { state, event } = await lockToDecide(tx, eventId)
    if (!isOpen(state)) throw tooLate()
    await tx.db.eventProposal.update({ where: { eventId: event.id }, data: { state: 'declined', decidedById: member(tx).id, decidedAt: tx.now() }, select: { eventId: true } })
    await note(tx, event.id, 'declined', text)
    return null
  })

/** もう一度提出する: after changes were asked, or again after it was withdrawn. */
export const resubmitEvent = (ctx: Ctx, eventId: string, { commandId, text }: z.output<typeof resubmitInput>): Promise<null> =>
  once(ctx, 'proposal:resubmit', commandId, async (tx) => {
    const { state, event } = await lockOwn(tx, eventId)
    if (state === 'proposed') return null
    if (state !== 'changes_asked' && state !== 'withdrawn') throw tooLate()
    if (event.startsAt <= tx.now()) throw conflict('proposals.start_passed')
    await tx.db.eventProposal.update({ where: { eventId: event.id }, data: { state: 'proposed', sentAt: tx.now() }, select: { eventId: true } })
    await note(tx, event.id, 'resubmitted', text)
    return null
  })

/** 取り下げ, by those whose event it is. */
export const withdrawEvent = (ctx: Ctx, eventId: string, { commandId }: z.output<typeof withdrawInput>): Promise<null> =>
  once(ctx, 'proposal:withdraw', commandId, async (tx) => {
    const { state, event } = await lockOwn(tx, eventId)
    if (state === 'withdrawn') return null
    if (!isOpen(state)) throw tooLate()
    await tx.db.eventProposal.update({ where: { eventId: event.id }, data: { state: 'withdrawn' }, select: { eventId: true } })
    await note(tx, event.id, 'withdrawn')
    return null
  })
