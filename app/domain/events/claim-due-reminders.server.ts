import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { eventJobs, type ReminderKind, reminderKinds } from './jobs.ts'
import { beforeStartMs } from './lay-reminders.server.ts'

type Due = { id: string; kind: ReminderKind; startsAt: Date; endsAt: Date; status: string }

/**
 * Claims up to `limit` reminders (a thousand without one) that are due by `ctx.now()` and enqueues them in the same transaction, so that each is sent once
 * whatever dies in between, and two ticks at once share them. A reminder that comes too late is dropped and not sent: when the next
 * kind is due as well (a day's notice half an hour before), when the event has begun (for what comes after it: a day later), or was cancelled.
 * What was dropped is laid again when the event moves to a later time.
 * What comes after the end waits while the room is still open, for a while.
 * Answers how many were claimed: as long as it is `limit`, there is more.
 */
export function claimDueReminders(ctx: Ctx, limit = 1000): Promise<number> {
  return ctx.tx(async (tx) => {
    const now = tx.now()
    const due = await tx.db.$queryRaw<Due[]>`
      with due as (
        select d.id from reminder d where d.claimed_at is null and d.due_at <= ${now} and not (d.kind = 'after' and d.due_at > ${new Date(now.getTime() - LONGEST_OVERRUN_MS)} and exists (select 1 from room o where o.event_id = d.event_id and o.status = 'open'))
        order by d.due_at limit ${fixed(limit)} for update of d skip locked
      )
      update reminder r set claimed_at = ${now} from due, event e where r.id = due.id and e.id = r.event_id
      returning r.id, r.kind, e.starts_at as "startsAt", e.ends_at as "endsAt", e.status::text as status`
    const late: string[] = []
    for (const reminder of due) {
      if (reminder.status === 'published' && now < overtakenAt(reminder)) tx.enqueue(eventJobs, 'reminder.send', { reminderId: reminder.id })
      else late.push(reminder.id)
    }
    if (late.length > 0) await tx.db.reminder.deleteMany({ where: { id: { in: late } } })
    return due.length
  })
}

const DAY_MS = 86_400_000
const LONGEST_OVERRUN_MS = DAY_MS / 2

/** From when on a reminder says nothing any more: the next kind's time, or the start; what comes after the end, a day later. */
function overtakenAt({ kind, startsAt, endsAt }: Due): Date {
  if (kind === 'after') return new Date(endsAt.getTime() + DAY_MS)
  const next = reminderKinds[reminderKinds.indexOf(kind) + 1]
  return new Date(startsAt.getTime() - (next === undefined || next === 'after' ? 0 : beforeStartMs[next]))
}
