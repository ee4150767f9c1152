import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { member } from './access.server.ts'
import { MOST_DRAFTS } from './policy.ts'
import { type dropDraftInput, eventFields, type EventFields, type keepDraftInput } from './schema.ts'

/** The actor's own draft of an event. Throws `not_found` for everybody else's. */
export async function readEventDraft(ctx: Ctx, id: string): Promise<EventFields> {
  const { id: memberId } = member(ctx)
  const row = isId(id) ? await ctx.db.eventDraft.findFirst({ where: { id, memberId }, select: { fields: true } }) : null
  if (!row) throw notFound()
  return eventFields.parse(row.fields)
}

/** Keeps what stands in the form, however half-written. The same again changes nothing, so it needs no memory of commands. */
export async function keepEventDraft(ctx: Ctx, { draft: id, ...fields }: z.output<typeof keepDraftInput>): Promise<{ draft: string }> {
  const { id: memberId } = member(ctx)
  await ctx.limit('event.draft', memberId, { points: 300, seconds: 600 })
  return ctx.tx(async (tx) => {
    // One save of a member at a time, so that their number is counted right.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('event-draft:' || ${memberId}, 0))`
    // What was proposed meanwhile from another window is no draft any more.
    if ((await tx.db.event.count({ where: { id } })) > 0) return { draft: id }
    const kept = await tx.db.eventDraft.findUnique({ where: { id }, select: { memberId: true } })
    if (kept !== null && kept.memberId !== memberId) throw notFound()
    if (kept === null && (await tx.db.eventDraft.count({ where: { memberId } })) >= MOST_DRAFTS) throw conflict('proposals.too_many_drafts')
    await tx.db.eventDraft.upsert({ where: { id }, create: { id, memberId, fields, updatedAt: tx.now() }, update: { fields, updatedAt: tx.now() }, select: { id: true } })
    return { draft: id }
  })
}

/** Throws a draft away. */
export const dropEventDraft = (ctx: Ctx, { commandId, draft }: z.output<typeof dropDraftInput>): Promise<null> =>
  once(ctx, 'event-draft:drop', commandId, async (tx) => {
    await tx.db.eventDraft.deleteMany({ where: { id: draft, memberId: member(tx).id } })
    return null
  })
