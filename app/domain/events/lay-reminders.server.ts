import { Prisma } from '../../../prisma/generated/client.ts'
import type { TxCtx } from '../../core/ctx.ts'
import { type ReminderKind, reminderKinds } from './jobs.ts'

/** How long before the start each reminder is due. */
export const beforeStartMs: Record<ReminderKind, number> = { week: 7 * 86_400_000, day: 86_400_000, hour: 3_600_000, soon: 10 * 60_000 }

/** The same as rows (kind, interval) for SQL. */
export const reminderTimes = Prisma.join(reminderKinds.map((kind) => Prisma.sql`(${kind}, ${beforeStartMs[kind]} * interval '1 millisecond')`))

/**
 * Lays the reminders of those who are going, one row a kind: nothing that would have been due in the past. For `everyone` (the
 * event was moved) what is not claimed yet is laid anew, and what was sent stays sent. Runs under the event's lock.
 */
export async function layReminders(tx: TxCtx, event: { id: string; startsAt: Date }, who: readonly string[] | 'everyone'): Promise<void> {
  if (who === 'everyone') await tx.db.reminder.deleteMany({ where: { eventId: event.id, claimedAt: null } })
  else if (who.length === 0) return
  const only = who === 'everyone' ? Prisma.empty : Prisma.sql`and r.member_id = any(${who}::uuid[])`
  await tx.db.$executeRaw`
    insert into reminder (id, event_id, member_id, kind, due_at)
    select gen_random_uuid(), r.event_id, r.member_id, t.kind, ${event.startsAt}::timestamptz - t.ahead
    from registration r cross join (values ${reminderTimes}) t (kind, ahead)
    where r.event_id = ${event.id}::uuid and r.status = 'going' and ${event.startsAt}::timestamptz - t.ahead > ${tx.now()} ${only}
    on conflict (event_id, member_id, kind) do nothing`
}

/** Somebody gave their place back: nothing is left to remind them of. */
export async function dropReminders(tx: TxCtx, eventId: string, memberId: string): Promise<void> {
  await tx.db.reminder.deleteMany({ where: { eventId, memberId } })
}
