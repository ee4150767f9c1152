import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { accessTopic, reader, type TopicAccess } from './access.server.ts'
import { beyond } from './places.ts'
import type { markReadInput } from './schema.ts'

/** Moves a member's place forward to post `no`; never back. */
async function keepPlace(ctx: Ctx, memberId: string, topicId: string, no: number): Promise<void> {
  await ctx.db.$executeRaw`
    insert into topic_read (member_id, topic_id, last_no, at) values (${memberId}::uuid, ${topicId}::uuid, ${no}, ${ctx.now()})
    on conflict (member_id, topic_id) do update set last_no = excluded.last_no, at = excluded.at where topic_read.last_no < excluded.last_no`
}

/**
 * Posts `from` to `to` of a topic were shown. The place moves only when nothing before them was left out: who jumps to the newest
 * post keeps what they have skipped as unread. Answers with the new place.
 */
export async function placeAfter(ctx: Ctx, topic: TopicAccess, from: number, to: number): Promise<number> {
  const place = from <= topic.readNo + 1 ? Math.max(topic.readNo, Math.min(beyond(to, topic.ahead), topic.lastNo)) : topic.readNo
  if (place > topic.readNo || (!topic.isPlaceKept && place > 0)) await keepPlace(ctx, reader(ctx).id, topic.id, place)
  return place
}

/** Marks what a reader was shown while the page was open (the socket's side of `placeAfter`). */
export async function markRead(ctx: Ctx, input: Omit<z.output<typeof markReadInput>, 'commandId'>): Promise<{ place: number }> {
  return { place: await placeAfter(ctx, await accessTopic(ctx, input.topicId), input.from, input.to) }
}

/** Marks a whole topic as read. */
export async function markTopicRead(ctx: Ctx, topicId: string): Promise<void> {
  const topic = await accessTopic(ctx, topicId)
  await keepPlace(ctx, reader(ctx).id, topic.id, topic.lastNo)
}
