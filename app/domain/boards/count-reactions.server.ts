import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import type { ReactionCounts } from './views.ts'

/** A post's counts are told at most four times a second, however many processes count. */
const EVERY_MS = 240
const POSTS_AT_ONCE = 200

/**
 * Tells the topics what reactions to their posts have come to since the last time, and adds them to the topics' attention. A mark is locked by whoever reacts, so that what is read
 * after it was taken off is never older than the reaction; posts that somebody is reacting to just now wait for the next turn.
 */
export async function countReactions(ctx: Ctx): Promise<void> {
  const [marked] = await ctx.db.$queryRaw<{ isAny: boolean }[]>`select exists (select 1 from reaction_mark) as "isAny"`
  if (!marked?.isAny) return
  await ctx.tx(async (tx) => {
    const now = tx.now()
    const due = await tx.db.$queryRaw<Mark[]>`
      delete from reaction_mark where post_id in (
        select post_id from reaction_mark where at <= ${new Date(now.getTime() - EVERY_MS)} or at > ${now} order by at limit ${fixed(POSTS_AT_ONCE)} for update skip locked
      ) returning post_id as id, at, gain`
    if (due.length === 0) return
    await warmTopics(tx, due)
    const posts = await tx.db.$queryRaw<{ topicId: string; no: number; counts: ReactionCounts | null }[]>`
      select topic_id as "topicId", no, reactions as counts from post where id = any(${due.map((d) => d.id)}::uuid[]) and hidden_at is null order by topic_id, no`
    const byTopic = new Map<string, { no: number; counts: ReactionCounts }[]>()
    for (const { topicId, no, counts } of posts) byTopic.set(topicId, [...(byTopic.get(topicId) ?? []), { no, counts: counts ?? {} }])
    for (const [topicId, counted] of byTopic) tx.emit(topicStream(topicId), topicEvents, 'reactions.counted', { posts: counted })
  })
}

type Mark = { id: string; at: Date; gain: number }

/** One row a topic, however many reacted, each gain as it has cooled by the latest of them; in the order of their ids, as whoever locks several topics takes them. */
async function warmTopics(tx: TxCtx, marks: Mark[]): Promise<void> {
  await tx.db.$executeRaw`
    with marked as (
      select p.topic_id as id, m.at, m.gain, max(m.at) over (partition by p.topic_id) as latest
      from unnest(${marks.map((m) => m.id)}::uuid[], ${marks.map((m) => m.at)}::timestamptz[], ${marks.map((m) => m.gain)}::float8[]) m (id, at, gain) join post p on p.id = m.id
    ), gains as (
      select id, latest as at, sum(gain * 4 * reaction_weight(at, latest)) as gain from marked group by id, latest
    ), locked as (select t.id from topic t join gains g on g.id = t.id where abs(g.gain) > 1e-9 order by t.id for no key update of t)
    update topic t set heat = topic_warmed(t.heat, g.at, g.gain) from locked l join gains g on g.id = l.id where t.id = l.id`
}
