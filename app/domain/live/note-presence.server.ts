import type { Ctx } from '../../core/ctx.ts'

/** Notes of somebody who stays come every 15 seconds; a longer pause than this was an absence. */
const LONGEST_PAUSE_SECONDS = 45

/** These members are in the room at this moment. Counts the time since the last note while the room is open, once for any number of lines and processes. */
export async function notePresence(ctx: Ctx, eventId: string, memberIds: readonly string[]): Promise<void> {
  const at = ctx.now()
  await ctx.db.$executeRaw`
    insert into presence (event_id, member_id, first_at, last_at)
    select r.event_id, m.id, ${at}, ${at} from room r, member m where r.event_id = ${eventId}::uuid and r.status = 'open' and m.id = any(${memberIds}::uuid[]) order by m.id
    on conflict (event_id, member_id) do update set last_at = excluded.last_at,
      seconds = presence.seconds + case when excluded.last_at - presence.last_at <= make_interval(secs => ${LONGEST_PAUSE_SECONDS}) then extract(epoch from excluded.last_at - presence.last_at) else 0 end`
}
