import type { z } from 'zod'
import { type Actor, isStaff } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { dropRehearsal, isHost, keepRehearsal, lockEvent } from '../events/index.server.ts'
import { accessHostedRoom } from './access.server.ts'
import type { rehearsalInput } from './schema.ts'

/** A rehearsal that nobody ended is ended after this time. */
const KEEP_MS = 12 * 3_600_000
const BITE = 20

/** As SQL over `e` (event): its room is there for this member to vote in. It is public, or a rehearsal of those who run it. */
export function isOnFor(actor: Actor): Prisma.Sql {
  const me = actor.kind === 'account' ? actor.id : null
  return Prisma.sql`(e.status = 'published' or (e.rehearsal_of_id is not null and (${isStaff(actor)} or e.host_id = ${me}::uuid or ${me}::uuid = any(e.cohost_ids))))`
}

export type RehearsalPage = { event: { id: string; title: string }; /** The room to rehearse in, while there is one. */ roomId: string | null; since: string | null; questions: number }

/** For who runs the event: whether a rehearsal is on, and what has gathered in it. */
export async function readRehearsal(ctx: Ctx, eventId: string): Promise<RehearsalPage> {
  const event = await accessHostedRoom(ctx, eventId)
  const real = await ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { rehearsalOfId: true } })
  if (real.rehearsalOfId !== null) throw notFound()
  const room = await ctx.db.event.findUnique({ where: { rehearsalOfId: event.id }, select: { id: true, createdAt: true } })
  const questions = room === null ? 0 : await ctx.db.question.count({ where: { eventId: room.id } })
  return { event: { id: event.id, title: event.title }, roomId: room?.id ?? null, since: room?.createdAt.toISOString() ?? null, questions }
}

/** リハーサルを始める: a room as the real one will be, for its hosts and the office alone. Two who begin at once rehearse together. */
export const startRehearsal = (ctx: Ctx, eventId: string, { commandId }: z.output<typeof rehearsalInput>): Promise<{ roomId: string }> =>
  once(ctx, 'live:rehearse', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!isHost(tx.actor, event)) throw notFound()
    const { id, isNew } = await keepRehearsal(tx, event)
    if (isNew) tx.audit({ action: 'rehearsal.started', subject: 'event', subjectId: event.id })
    return { roomId: id }
  })

/** 終えて消す: everything asked, voted and said in it is gone; the real room has never seen it. Ending twice is ending once. */
export const endRehearsal = (ctx: Ctx, eventId: string, { commandId }: z.output<typeof rehearsalInput>): Promise<null> =>
  once(ctx, 'live:end-rehearsal', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!isHost(tx.actor, event)) throw notFound()
    const room = await tx.db.event.findUnique({ where: { rehearsalOfId: event.id }, select: { id: true } })
    if (room === null) return null
    await wipe(tx, room.id)
    tx.audit({ action: 'rehearsal.ended', subject: 'event', subjectId: event.id })
    return null
  })

/** For the schedule: ends rehearsals that nobody has ended. Answers how many; the rest goes the next time. */
export async function endOldRehearsals(ctx: Ctx): Promise<number> {
  return ctx.tx(async (tx) => {
    const old = await tx.db.$queryRaw<{ id: string }[]>`
      select id from event where rehearsal_of_id is not null and created_at < ${new Date(tx.now().getTime() - KEEP_MS)} order by created_at limit ${fixed(BITE)} for update skip locked`
    for (const { id } of old) await wipe(tx, id)
    return old.length
  })
}

/** What the room of a rehearsal gathered, its log and what inboxes say of it; then the event itself. Whoever is still in it is sent out. */
async function wipe(tx: TxCtx, id: string): Promise<void> {
  const [all, staff] = [`event:${id}:all`, `event:${id}:staff`]
  await tx.db.$executeRaw`select 1 from room where event_id = ${id}::uuid for update`
  await tx.db.$executeRaw`delete from poll where subject = 'event' and subject_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from question where event_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from room where event_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from live_event where stream in (${all}, ${staff})`
  await tx.db.$executeRaw`delete from notification where href like ${`/events/${id}%`}`
  await tx.db.$executeRaw`delete from reminder where event_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from registration where event_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from file where subject in ('event', 'material') and subject_id = ${id}::uuid`
  await tx.db.$executeRaw`delete from attention where kind = 'event' and target_id = ${id}::uuid`
  await dropRehearsal(tx, id)
  tx.expel(all)
  tx.expel(staff)
}
