import type { TxCtx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import type { RichText } from '../../core/richtext/read-text.server.ts'

export type FoundedTopic = {
  boardId: string
  title: string
  /** Under whose name it stands: they may change its first post as if they had written it. */
  authorId: string
  asks: boolean
  /** Who is asked to see to it, and by which day. */
  assignee?: { id: string; due: Date }
  /** Its posts, the first to the last. */
  posts: readonly RichText[]
}

/**
 * Makes a topic that follows from a rule of the house and not from somebody's hand; answers with its id. Authorisation is the caller's:
 * nobody reaches this from a form. Nobody is told of it; its author has read it.
 */
export async function foundTopic(tx: TxCtx, { assignee, posts, ...topic }: FoundedTopic): Promise<string> {
  const at = tx.now()
  const id = newId()
  const lastNo = posts.length
  await tx.db.board.update({ where: { id: topic.boardId }, data: { topicCount: { increment: 1 } }, select: { id: true } })
  await tx.db.topic.create({
    data: { id, ...topic, createdAt: at, lastNo, lastPostAt: at, lastAuthorId: topic.authorId, tellFrom: null, ...(assignee && { assigneeId: assignee.id, assignedDue: assignee.due }) }, select: { id: true },
  })
  await tx.db.post.createMany({ data: posts.map(({ doc, html, text }, i) => ({ id: newId(), topicId: id, no: i + 1, authorId: topic.authorId, doc, html, text, createdAt: at })) })
  await tx.db.topicRead.create({ data: { memberId: topic.authorId, topicId: id, lastNo, posts: 1, postedAt: null, at }, select: { topicId: true } })
  tx.hint({ kind: 'topic.bumped', boardId: topic.boardId, topicId: id, no: lastNo, authorId: topic.authorId })
  return id
}

/** The board where topics that follow from events stand; made at the end of the list when there is none yet. Two at once get the same one. */
export async function eventsBoard(tx: TxCtx, { name, description }: { name: string; description: string }): Promise<{ id: string }> {
  const id = newId()
  const [board] = await tx.db.$queryRaw<{ id: string }[]>`
    with made as (
      insert into board (id, slug, name, description, position, keeps_events)
      select ${id}::uuid, case when bool_or(slug = 'seminars') then ${`seminars-${id.slice(-6)}`} else 'seminars' end, ${name}, ${description}, coalesce(max(position), 0) + 1, true from board
      having not exists (select 1 from board where keeps_events)
      on conflict (keeps_events) where keeps_events do nothing returning id
    )
    select id from made union all select id from board where keeps_events limit 1`
  if (board) return board
  return tx.db.board.findFirstOrThrow({ where: { keepsEvents: true }, select: { id: true } })
}
