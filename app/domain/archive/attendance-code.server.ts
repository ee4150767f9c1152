import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { accessEvent, accessHostedEvent } from '../events/index.server.ts'
import { CODE_DIGITS, CODE_LATE_MS, CODE_TRIES_AN_HOUR } from './policy.ts'
import type { ConfirmInput } from './schema.ts'

/** The number of an event's room, which only this house can make. */
function codeOf(ctx: Ctx, eventId: string): string {
  const bytes = Buffer.from(ctx.sign('attendance', eventId), 'base64url')
  return String(bytes.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0')
}

/** The code for who runs the event, to say or show in the room. Throws `not_found` to everybody else. */
export async function attendanceCode(ctx: Ctx, eventId: string): Promise<string> {
  return codeOf(ctx, (await accessHostedEvent(ctx, eventId)).id)
}

/**
 * Who was in the room enters its code: evidence of having taken part. Throws `invalid` (field `code`), `conflict` before the room was opened
 * and a day after its end, `too_many`, `not_found`.
 */
export async function confirmAttendance(ctx: Ctx, eventId: string, { commandId, code }: ConfirmInput): Promise<null> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  const event = await accessEvent(ctx, eventId)
  await ctx.limit('attendance.code', `${actor.id}:${event.id}`, { points: CODE_TRIES_AN_HOUR, seconds: 3_600 })
  if (code !== codeOf(ctx, event.id)) throw invalid({ code: 'archive.wrong_code' })
  return once(ctx, 'attendance:confirm', commandId, async (tx) => {
    const room = await tx.db.room.findUnique({ where: { eventId: event.id }, select: { status: true, closedAt: true } })
    const at = tx.now()
    if (room === null || room.status === 'waiting' || (room.closedAt !== null && at.getTime() - room.closedAt.getTime() > CODE_LATE_MS)) throw conflict('archive.no_code_now')
    await tx.db.presence.upsert({
      where: { eventId_memberId: { eventId: event.id, memberId: actor.id } },
      create: { eventId: event.id, memberId: actor.id, firstAt: at, lastAt: at, codeAt: at }, update: { codeAt: at }, select: { seconds: true },
    })
    if (room.status === 'closed') await tx.db.registration.updateMany({ where: { eventId: event.id, memberId: actor.id, status: { in: ['going', 'absent'] } }, data: { status: 'attended', changedAt: at } })
    return null
  })
}
