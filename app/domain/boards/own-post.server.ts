import { conflict, forbidden, notFound } from '../../core/errors.ts'
import type { TxCtx } from '../../core/ctx.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { hiddenPost } from './fold.ts'
import { boardJobs } from './jobs.ts'
import type { PostView } from './views.ts'

export type LockedPost = { id: string; no: number; isMine: boolean; doc: DocNode; html: string; version: number; createdAt: Date; editedAt: Date | null; hiddenAt: Date | null; withdrawnAt: Date | null; isClosed: boolean; isArchived: boolean; /** It is the topic's answer. */ isAnswer: boolean }

/** A post to be changed, its topic's row locked first, as a reply does: numbers, lists and posts of a topic change in one order. The caller has authorised the topic. */
export async function lockPost(tx: TxCtx, topicId: string, no: number): Promise<LockedPost> {
  if (!Number.isInteger(no) || no < 1 || no > 2_147_483_647) throw notFound()
  const [topic] = await tx.db.$queryRaw<{ isClosed: boolean; isArchived: boolean; answerId: string | null }[]>`
    select t.closed_at is not null as "isClosed", b.archived_at is not null as "isArchived", t.answer_id as "answerId" from topic t join board b on b.id = t.board_id where t.id = ${topicId}::uuid and t.hidden_at is null for no key update of t`
  const [post] = await tx.db.$queryRaw<(Omit<LockedPost, 'isMine' | 'isClosed' | 'isArchived' | 'isAnswer'> & { authorId: string | null; officialAs: string | null })[]>`
    select id, no, author_id as "authorId", official_as as "officialAs", doc, html, version, created_at as "createdAt", edited_at as "editedAt", hidden_at as "hiddenAt", withdrawn_at as "withdrawnAt"
    from post where topic_id = ${topicId}::uuid and no = ${no} and moved_id is null for no key update`
  if (!topic || !post) throw notFound()
  const { authorId, officialAs, ...rest } = post
  const { answerId, ...facts } = topic
  return { ...rest, ...facts, isAnswer: answerId === rest.id, isMine: tx.actor.kind === 'account' && authorId === tx.actor.id && officialAs === null }
}

/** The author's own post in a topic that still takes texts, or why not. */
export async function lockOwnPost(tx: TxCtx, topicId: string, no: number): Promise<LockedPost> {
  const post = await lockPost(tx, topicId, no)
  if (!post.isMine) throw forbidden()
  if (post.isClosed || post.isArchived) throw conflict('boards.closed')
  return post
}

/** What follows for the topic when a post is no longer shown: its list of hidden numbers, who wrote last, its answer, and what the log still holds of it. */
export async function leaveTopic(tx: TxCtx, stream: string, topicId: string, no: number): Promise<void> {
  await tx.db.$executeRaw`
    update topic t set hidden_nos = case when ${no} = any(t.hidden_nos) then t.hidden_nos else t.hidden_nos || ${no}::int end, (last_author_id, last_official_as) = (${lastVisible(topicId)})
    where t.id = ${topicId}::uuid`
  const wasAnswer = await tx.db.$executeRaw`update topic t set answer_id = null from post p where t.id = ${topicId}::uuid and p.id = t.answer_id and p.no = ${no}`
  if (wasAnswer > 0) tx.enqueue(boardJobs, 'topic.answered', { topicId })
  // Somebody who was away is sent the log: what is hidden now must not come with it.
  const logged = await tx.db.$queryRaw<{ seq: bigint; payload: { post: PostView } }[]>`
    select seq, payload from live_event where stream = ${stream} and type in ('post.added', 'post.edited', 'post.shown') and (payload->'post'->>'no')::int = ${no}`
  for (const { seq, payload } of logged) {
    const empty = JSON.stringify({ post: { ...hiddenPost(payload.post), ...(payload.post.version === undefined ? {} : { version: payload.post.version }) } })
    await tx.db.$executeRaw`update live_event set payload = ${empty}::jsonb where stream = ${stream} and seq = ${seq}`
  }
}

/** The other way: a post is shown again, and its reactions are told anew. */
export async function comeBack(tx: TxCtx, topicId: string, post: { id: string; no: number }): Promise<void> {
  await tx.db.$executeRaw`update topic t set hidden_nos = array_remove(t.hidden_nos, ${post.no}::int), (last_author_id, last_official_as) = (${lastVisible(topicId)}) where t.id = ${topicId}::uuid`
  await tx.db.$executeRaw`insert into reaction_mark (post_id, at) select id, ${tx.now()} from post where id = ${post.id}::uuid and reactions is not null on conflict do nothing`
}

const lastVisible = (topicId: string): Prisma.Sql => Prisma.sql`select p.author_id, p.official_as from post p where p.topic_id = ${topicId}::uuid and p.hidden_at is null order by p.no desc limit 1`
