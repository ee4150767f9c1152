import type { Ctx } from '../../core/ctx.ts'
import { ATTENDED_PART, ATTENDED_SECONDS } from './policy.ts'

/**
 * Notes who of the registered took part online, by evidence: the code of the room, or the time they were connected while it was open. Who
 * shows neither stays as they are, for hosts to mark; what a host has marked stays too. Safe to repeat.
 */
export async function settleAttendance(ctx: Ctx, eventId: string): Promise<number> {
  return ctx.tx((tx) => tx.db.$executeRaw`
    update registration r set status = 'attended', changed_at = ${tx.now()}
    from presence p join room o on o.event_id = p.event_id
    where p.event_id = ${eventId}::uuid and o.status = 'closed' and r.event_id = p.event_id and r.member_id = p.member_id and r.status = 'going'
      and (p.code_at is not null or p.seconds >= least(${ATTENDED_SECONDS}, extract(epoch from o.closed_at - o.opened_at) * ${ATTENDED_PART}))`)
}
