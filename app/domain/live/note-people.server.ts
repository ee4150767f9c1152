import type { Ctx } from '../../core/ctx.ts'

/** Keeps the highest number of people seen together in a room and answers with it. The number itself is volatile. */
export async function notePeople(ctx: Ctx, eventId: string, people: number): Promise<number> {
  const [room] = await ctx.db.$queryRaw<{ peak: number }[]>`
    with raised as (update room set peak = ${people} where event_id = ${eventId}::uuid and status = 'open' and peak < ${people} returning peak)
    select coalesce((select peak from raised), (select peak from room where event_id = ${eventId}::uuid)) as peak`
  return room?.peak ?? people
}
