import { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { lockEvent } from './access.server.ts'
import { type ReminderKind, reminderKinds } from './jobs.ts'

const MINUTE = 60_000
/** How long before the start each reminder is due; the last one is due after the end. */
export const beforeStartMs: Record<Exclude<ReminderKind, 'after'>, number> = { week: 7 * 1440 * MINUTE, day: 1440 * MINUTE, hour: 60 * MINUTE, soon: 10 * MINUTE }
export const AFTER_END_MS = 30 * MINUTE

/** The same as rows (kind, whether it is counted from the end, interval) for SQL. */
export const reminderTimes = Prisma.join(reminderKinds.map((kind) => Prisma.sql`(${kind}::text, ${kind === 'after'}::boolean, ${kind === 'after' ? AFTER_END_MS : -beforeStartMs[kind]}::float8 * interval '1 millisecond')`))
/** When a row of `reminderTimes` `t` is due for the event `e`. */
export const dueAt = Prisma.sql`(case when t.is_after then e.ends_at else e.starts_at end + t.away)`

/**
 * Lays the reminders of those who are going, one row a kind: nothing that would have been due in the past. For `everyone` (the
 * event was moved) what is not claimed yet is laid anew, and what was sent stays sent. Runs under the event's lock.
 */
export async function layReminders(tx: TxCtx, event: { id: string }, who: readonly string[] | 'everyone'): Promise<void> {
  if (who === 'everyone') await tx.db.reminder.deleteMany({ where: { eventId: event.id, claimedAt: null } })
  else if (who.length === 0) return
  const only = who === 'everyone' ? Prisma.empty : Prisma.sql`and r.member_id = any(${who}::uuid[])`
  await tx.db.$executeRaw`
    insert into reminder (id, event_id, member_id, kind, due_at)
    select gen_random_uuid(), r.event_id, r.member_id, t.kind, ${dueAt}
    from registration r join event e on e.id = r.event_id cross join (values ${reminderTimes}) t (kind, is_after, away)
    where r.event_id = ${event.id}::uuid and r.status = 'going' and ${dueAt} > ${tx.now()} ${only}
    on conflict (event_id, member_id, kind) do nothing`
}

/** Somebody gave their place back: nothing is left to remind them of. */
export async function dropReminders(tx: TxCtx, eventId: string, memberId: string): Promise<void> {
  await tx.db.reminder.deleteMany({ where: { eventId, memberId } })
}

/**
 * A reminder that was claimed before its event moved to a later time waits again, for its new time; false when its time has come. The mail
 * of a reminder goes out once, however often it was claimed.
 */
export async function layAgain(ctx: Ctx, reminder: { id: string; eventId: string; kind: ReminderKind }, event: { startsAt: Date; endsAt: Date }): Promise<boolean> {
  const due = reminder.kind === 'after' ? event.endsAt.getTime() + AFTER_END_MS : event.startsAt.getTime() - beforeStartMs[reminder.kind]
  if (due <= ctx.now().getTime()) return false
  await ctx.tx(async (tx) => {
    await lockEvent(tx, reminder.eventId)
    await tx.db.$executeRaw`
      update reminder r set claimed_at = null, due_at = ${dueAt} from event e, (values ${reminderTimes}) t (kind, is_after, away)
      where r.id = ${reminder.id}::uuid and e.id = r.event_id and t.kind = r.kind and ${dueAt} > ${tx.now()}`
  })
  return true
}
