/** Topics that the house founded, for who runs what they are about. Whether somebody does is asked by the caller: no form of a topic leads here. */
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import type { RichText } from '../../core/richtext/read-text.server.ts'
import { placeOf } from './access.server.ts'
import { composerText, type ComposerText } from './composer-text.server.ts'
import { rewritePost } from './edit-post.server.ts'
import { emitFacts } from './facts.server.ts'
import { lockPost } from './own-post.server.ts'
import { postView } from './posts.server.ts'
import { replyToTopic } from './reply-to-topic.server.ts'
import { postHref, repliedKey, type TopicNotice } from './tell-topic.server.ts'
import type { PostView } from './views.ts'

/** The first post of such a topic, for its editor and as it is shown. */
export type HousePost = { topicId: string; title: string; version: number; post: PostView } & ComposerText

/** Null when it is no longer shown, or takes no texts. */
export async function housePost(ctx: Ctx, topicId: string): Promise<HousePost | null> {
  const row = await ctx.db.post.findFirst({
    where: { topicId, no: 1, hiddenAt: null, topic: { hiddenAt: null, closedAt: null, board: { archivedAt: null } } }, select: { id: true, doc: true, version: true, topic: { select: { title: true } } },
  })
  if (!row) return null
  const [post, text] = await Promise.all([postView(ctx, row.id), composerText(ctx, row.doc as DocNode)])
  return { topicId, title: row.topic.title, version: row.version, post, ...text }
}

/** Writes that post anew; what it said is kept, as with every edit. Throws `conflict` (changed since `version`, or closed), `forbidden` (hidden), `not_found`. */
export async function rewriteHousePost(tx: TxCtx, topicId: string, input: { version: number; doc?: string | undefined; text?: string | undefined }, written: RichText): Promise<{ version: number }> {
  const post = await lockPost(tx, topicId, 1)
  if (post.isClosed || post.isArchived) throw conflict('boards.closed')
  return rewritePost(tx, topicId, post, input, written)
}

/** The answer of such a topic as a member is told of it: with the key of its other replies, so that they hear of it once. Null when there is none, or they have read it. */
export async function answerNotice(ctx: Ctx, topicId: string, memberId: string): Promise<Pick<TopicNotice, 'href' | 'dedupeKey' | 'fold'> & { title: string } | null> {
  const [row] = await ctx.db.$queryRaw<{ title: string; lastNo: number; lastPostAt: Date; no: number; name: string; keptNo: number | null; readBefore: Date }[]>`
    select t.title, t.last_no as "lastNo", t.last_post_at as "lastPostAt", p.no, coalesce(p.official_as, a.display_name, '') as name, r.last_no as "keptNo", m.read_before as "readBefore"
    from topic t join post p on p.id = t.answer_id and p.hidden_at is null left join member a on a.id = p.author_id
      join member m on m.id = ${memberId}::uuid left join topic_read r on r.topic_id = t.id and r.member_id = m.id
    where t.id = ${topicId}::uuid and t.hidden_at is null`
  if (!row || placeOf(row) >= row.no) return null
  return { title: row.title, href: postHref(topicId, row.no), dedupeKey: repliedKey(topicId, placeOf(row)), fold: { topicId, no: row.no, upTo: row.no, who: [row.name] } }
}

/** A topic that asks gets its answer from the actor: as a reply, marked as the answer, and nobody is asked for it any more. Answers whether the topic was there and open. */
export async function answerHouseTopic(tx: TxCtx, topicId: string, text: string): Promise<boolean> {
  const [topic] = await tx.db.$queryRaw<{ isOpen: boolean }[]>`
    select t.closed_at is null and b.archived_at is null as "isOpen" from topic t join board b on b.id = t.board_id where t.id = ${topicId}::uuid and t.hidden_at is null for no key update of t`
  if (topic?.isOpen !== true) return false
  const { no } = await replyToTopic(tx, { commandId: newId(), topicId, text })
  await tx.db.$executeRaw`update topic t set answer_id = p.id, assignee_id = null, assigned_due = null from post p where t.id = ${topicId}::uuid and p.topic_id = t.id and p.no = ${no}`
  await emitFacts(tx, topicId)
  return true
}
