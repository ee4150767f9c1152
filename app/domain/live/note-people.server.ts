import type { Ctx } from '../../core/ctx.ts'

/** Keeps the highest number of people seen together in a room and answers with it, and with how many came at all. The number itself is volatile. */
export async function notePeople(ctx: Ctx, eventId: string, people: number): Promise<{ peak: number; all: number }> {
  const [room] = await ctx.db.$queryRaw<{ peak: number; all: number }[]>`
    with raised as (update room set peak = ${people} where event_id = ${eventId}::uuid and status = 'open' and peak < ${people} returning peak)
    select coalesce((select peak from raised), (select peak from room where event_id = ${eventId}::uuid)) as peak, (select count(*) from presence where event_id = ${eventId}::uuid)::int as all`
  const peak = room?.peak ?? people
  // Who is here is noted a moment after coming.
  return { peak, all: Math.max(room?.all ?? 0, peak) }
}
