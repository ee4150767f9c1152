import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { type AttentionFacts, hasReadOn, levelOf, LONGEST_PAUSE_SECONDS } from '../attention/policy.ts'
import { accessTopic, reader, type TopicAccess } from './access.server.ts'
import { beyond } from './places.ts'
import type { markReadInput } from './schema.ts'

/** What somebody has read of a topic: pages that brought something new, and seconds between what they read soon after one another. */
type Reading = { pages: number; seconds: number }

/** Moves a member's place forward to post `no`, never back, and counts what they have read. Null when it did not move. */
async function keepPlace(ctx: Ctx, memberId: string, topicId: string, no: number, isPage: boolean): Promise<Reading | null> {
  const [reading] = await ctx.db.$queryRaw<Reading[]>`
    insert into topic_read as r (member_id, topic_id, last_no, at, pages) values (${memberId}::uuid, ${topicId}::uuid, ${no}, ${ctx.now()}, ${isPage ? 1 : 0})
    on conflict (member_id, topic_id) do update set last_no = excluded.last_no, at = excluded.at, pages = r.pages + excluded.pages,
      seconds = r.seconds + case when extract(epoch from excluded.at - r.at) between 0 and ${LONGEST_PAUSE_SECONDS} then extract(epoch from excluded.at - r.at)::int else 0 end
    where r.last_no < excluded.last_no returning pages, seconds`
  return reading ?? null
}

/** Where somebody is after reading, what they want to hear of the topic now, and whether that has risen by it. */
export type After = { place: number; attention: AttentionFacts; hasRisen: boolean }

/**
 * Posts `from` to `to` of a topic were shown. The place moves only when nothing before them was left out: who jumps to the newest
 * post keeps what they have skipped as unread. Who reads on follows the topic from then on.
 */
export async function placeAfter(ctx: Ctx, topic: TopicAccess, from: number, to: number, { isPage = false } = {}): Promise<After> {
  const place = from <= topic.readNo + 1 ? Math.max(topic.readNo, Math.min(beyond(to, topic.ahead), topic.lastNo)) : topic.readNo
  const reading = place > topic.readNo || (!topic.isPlaceKept && place > 0) ? await keepPlace(ctx, reader(ctx).id, topic.id, place, isPage) : null
  const attention = reading === null ? topic.attention : { ...topic.attention, hasRead: hasReadOn(reading) }
  return { place, attention, hasRisen: levelOf(attention) !== levelOf(topic.attention) }
}

/** Marks what a reader was shown while the page was open (the socket's side of `placeAfter`). */
export async function markRead(ctx: Ctx, input: Omit<z.output<typeof markReadInput>, 'commandId'>): Promise<{ place: number; hasRisen: boolean; hasNotices: boolean }> {
  const topic = await accessTopic(ctx, input.topicId)
  const { place, hasRisen } = await placeAfter(ctx, topic, input.from, input.to)
  return { place, hasRisen, hasNotices: topic.hasNotices }
}

/** Marks a whole topic as read. */
export async function markTopicRead(ctx: Ctx, topicId: string): Promise<void> {
  const topic = await accessTopic(ctx, topicId)
  await keepPlace(ctx, reader(ctx).id, topic.id, topic.lastNo, false)
}
