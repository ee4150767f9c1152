/** The answer of a topic that the house founded, for what the topic came from: both say the same. */
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { readText } from '../../core/richtext/read-text.server.ts'
import { placeOf, reader } from './access.server.ts'
import { rewritePost } from './edit-post.server.ts'
import { emitFacts } from './facts.server.ts'
import { boardJobs } from './jobs.ts'
import { lockPost } from './own-post.server.ts'
import { replyToTopic } from './reply-to-topic.server.ts'
import { postHref, repliedKey, type TopicNotice } from './tell-topic.server.ts'

/** The answer of such a topic as a member is told of it: with the key of its other replies, so that they hear of it once. Null when there is none; `isRead`: they have read it. */
export async function answerNotice(ctx: Ctx, topicId: string, memberId: string): Promise<Pick<TopicNotice, 'href' | 'dedupeKey' | 'fold'> & { title: string; isRead: boolean } | null> {
  const [row] = await ctx.db.$queryRaw<{ title: string; lastNo: number; lastPostAt: Date; no: number; name: string; keptNo: number | null; readBefore: Date }[]>`
    select t.title, t.last_no as "lastNo", t.last_post_at as "lastPostAt", p.no, coalesce(p.official_as, a.display_name, '') as name, r.last_no as "keptNo", m.read_before as "readBefore"
    from topic t join post p on p.id = t.answer_id and p.hidden_at is null left join member a on a.id = p.author_id
      join member m on m.id = ${memberId}::uuid left join topic_read r on r.topic_id = t.id and r.member_id = m.id
    where t.id = ${topicId}::uuid and t.hidden_at is null`
  if (!row) return null
  const place = placeOf(row)
  return { title: row.title, href: postHref(topicId, row.no), dedupeKey: repliedKey(topicId, place), fold: { topicId, no: row.no, upTo: row.no, who: [row.name] }, isRead: place >= row.no }
}

const words = (text: string): string => text.replace(/\s+/gu, ' ').trim()
/** Whether a post says what a text of several lines says. */
export const saysTheSame = (text: string, other: string): boolean => words(text) === words(other)

type Answer = { no: number; text: string; authorId: string | null; isOffice: boolean }

/** The answer as it stands, with the topic locked; `isOpen`: it takes texts. Null: no such topic any more. */
export async function lockHouseAnswer(tx: TxCtx, topicId: string): Promise<{ isOpen: boolean; answer: Answer | null } | null> {
  const [topic] = await tx.db.$queryRaw<{ isOpen: boolean }[]>`
    select t.closed_at is null and b.archived_at is null as "isOpen" from topic t join board b on b.id = t.board_id where t.id = ${topicId}::uuid and t.hidden_at is null for no key update of t`
  if (!topic) return null
  const [answer] = await tx.db.$queryRaw<Answer[]>`
    select p.no, p.text, p.author_id as "authorId", p.official_as is not null as "isOffice" from topic t join post p on p.id = t.answer_id where t.id = ${topicId}::uuid and p.hidden_at is null`
  return { ...topic, answer: answer ?? null }
}

/**
 * A topic that asks gets its answer from the actor: as a reply, marked as the answer, and nobody is asked for it any more. Said before in the same
 * words it changes nothing; in other words of the actor's the reply says those. Answers whether the topic was there and open.
 */
export async function answerHouseTopic(tx: TxCtx, topicId: string, text: string): Promise<boolean> {
  const topic = await lockHouseAnswer(tx, topicId)
  if (topic?.isOpen !== true) return false
  const { answer } = topic
  if (answer !== null && saysTheSame(answer.text, text)) return settleHouseTopic(tx, topicId)
  if (answer !== null && answer.authorId === reader(tx).id && !answer.isOffice) {
    const post = await lockPost(tx, topicId, answer.no)
    await rewritePost(tx, topicId, post, { version: post.version, text }, readText({ text }))
    return settleHouseTopic(tx, topicId)
  }
  const { no } = await replyToTopic(tx, { commandId: newId(), topicId, text })
  await tx.db.$executeRaw`update topic t set answer_id = p.id, assignee_id = null, assigned_due = null from post p where t.id = ${topicId}::uuid and p.topic_id = t.id and p.no = ${no}`
  await emitFacts(tx, topicId)
  return true
}

/** Nobody is asked for it any more. */
export async function settleHouseTopic(tx: TxCtx, topicId: string): Promise<true> {
  const { count } = await tx.db.topic.updateMany({ where: { id: topicId, assigneeId: { not: null } }, data: { assigneeId: null, assignedDue: null } })
  if (count > 0) await emitFacts(tx, topicId)
  return true
}

/** It has no answer any more, and somebody is asked for one again. The replies stay. */
export async function askHouseTopicAgain(tx: TxCtx, topicId: string, assignee: { id: string; due: Date }): Promise<void> {
  const { count } = await tx.db.topic.updateMany({ where: { id: topicId, hiddenAt: null, OR: [{ answerId: { not: null } }, { assigneeId: null }] }, data: { answerId: null, assigneeId: assignee.id, assignedDue: assignee.due } })
  if (count > 0) await emitFacts(tx, topicId)
}

/**
 * What is asked of who keeps a topic on the board of events is answered by their first word in it, unless another post is its answer: the mark is
 * theirs to take away. Asked when posts are told, so that a reply that is undone answers nothing.
 */
export async function answerByWord(tx: TxCtx, { topicId, from, to }: { topicId: string; from: number; to: number }): Promise<void> {
  const isAnswered = await tx.db.$executeRaw`
    update topic t set answer_id = p.id, assignee_id = null, assigned_due = null from post p
    where t.id = ${topicId}::uuid and t.asks and t.answer_id is null and t.hidden_at is null and t.assignee_id = t.author_id and exists (select 1 from board b where b.id = t.board_id and b.keeps_events)
      and p.id = (select id from post where topic_id = t.id and no between ${Math.max(2, from)} and ${to} and author_id = t.assignee_id and official_as is null and hidden_at is null and moved_id is null order by no limit 1)`
  if (isAnswered === 0) return
  tx.enqueue(boardJobs, 'topic.answered', { topicId })
  await emitFacts(tx, topicId)
}
