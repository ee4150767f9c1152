import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { claimCounted, claimDue, type Counted } from '../polls/index.server.ts'
import { topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'

/** Tells the topics what polls in their posts have come to; of hidden posts nobody hears. */
export async function tellPolls(tx: TxCtx, polls: Counted[]): Promise<void> {
  const tallies = new Map(polls.map(({ subjectId, tally }) => [subjectId, tally]))
  const posts = await tx.db.$queryRaw<{ id: string; topicId: string; no: number }[]>`
    select id, topic_id as "topicId", no from post where id = any(${[...tallies.keys()]}::uuid[]) and hidden_at is null order by topic_id, no`
  const byTopic = new Map<string, { no: number; tally: Counted['tally'] }[]>()
  for (const { id, topicId, no } of posts) {
    const tally = tallies.get(id)
    if (tally) byTopic.set(topicId, [...(byTopic.get(topicId) ?? []), { no, tally }])
  }
  for (const [topicId, counted] of byTopic) tx.emit(topicStream(topicId), topicEvents, 'polls.counted', { polls: counted })
}

/** For the flusher: what polls in posts have come to since the last time, at most four times a second. */
export const countPollVotes = (ctx: Ctx): Promise<void> => claimCounted(ctx, 'post', tellPolls)

/** For the schedule: closes polls in posts whose time has come, and shows what they came to. */
export const closeDuePolls = (ctx: Ctx): Promise<number> => claimDue(ctx, 'post', tellPolls)
