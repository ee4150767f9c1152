import type { Ctx } from '../../core/ctx.ts'
import { jstInstant } from '../../core/dates.ts'
import { accessTopic } from './access.server.ts'

/** The number of the first post of a day in Japan (`2025-11-20`) or after it; of the last one when nobody wrote later. Null for what is no day. */
export async function findDay(ctx: Ctx, topicId: string, day: string): Promise<number | null> {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const topic = await accessTopic(ctx, topicId)
  const [row] = await ctx.db.$queryRaw<{ no: number }[]>`
    select no from post where topic_id = ${topic.id}::uuid and created_at >= ${jstInstant(Number(parts[1]), Number(parts[2]), Number(parts[3]))} order by created_at, no limit 1`
  return row?.no ?? topic.lastNo
}
