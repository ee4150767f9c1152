import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { invalid, notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { newId } from '../../core/ids.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { attachImages } from './attach-images.server.ts'
import { dropPolls, makePoll, type PollSpec } from '../polls/index.server.ts'
import { reader } from './access.server.ts'
import type { Quoting } from './check-quotes.server.ts'
import { canModerate, MOST_AHEAD_MS, MOST_SCHEDULED } from './policy.ts'
import type { scheduledInput } from './schema.ts'

type Draft = { boardId: string; title: string; asks: boolean; tagIds: string[]; officialAs: string | null; text: Quoting; poll: PollSpec | null; appearsAt: Date }

/** Lays a topic aside until its time. Its id is the topic's, and the id of its first post; its poll waits under that id for votes. */
export async function layAside(tx: TxCtx, memberId: string, { text, poll, appearsAt, ...topic }: Draft): Promise<string> {
  const now = tx.now()
  if (appearsAt <= now || appearsAt.getTime() - now.getTime() > MOST_AHEAD_MS) throw invalid({ appearsAt: 'boards.appears_when' })
  if (poll !== null && poll.closesAt !== null && poll.closesAt <= appearsAt) throw invalid({ pollCloses: 'polls.closes_before' })
  // One at a time of a member, so that two windows do not go beyond the limit together.
  await tx.db.$queryRaw`select 1 as locked from member where id = ${memberId}::uuid for no key update`
  if ((await tx.db.scheduledTopic.count({ where: { authorId: memberId } })) >= MOST_SCHEDULED) throw invalid({ appearsAt: 'boards.too_many_scheduled' })
  const id = newId()
  await attachImages(tx, id, text.images)
  if (poll !== null) await makePoll(tx, { subject: 'post', subjectId: id, authorId: memberId }, poll)
  await tx.db.scheduledTopic.create({ data: { id, ...topic, authorId: memberId, doc: text.doc, html: text.html, text: text.text, quotes: text.quotes, createdAt: now, dueAt: appearsAt }, select: { id: true } })
  return id
}

export type ScheduledTopic = { id: string; title: string; board: string; author: string; excerpt: string; /** What its poll asks. */ poll: string | null; dueAt: string; isMine: boolean }
const A_PAGE = 30

/** Topics that are still to appear, the next first: one's own, and for 事務局 everybody's. */
export async function scheduledTopics(ctx: Ctx, cursor: string | null): Promise<Page<ScheduledTopic>> {
  const me = reader(ctx).id
  const after = decodeTimeCursor(cursor)
  const rows = await ctx.db.$queryRaw<(Omit<ScheduledTopic, 'excerpt' | 'dueAt' | 'isMine'> & { text: string; dueAt: Date; authorId: string })[]>`
    select s.id, s.title, b.name as board, m.display_name as author, s.text, s.due_at as "dueAt", s.author_id as "authorId", (select question from poll where subject = 'post' and subject_id = s.id limit 1) as poll
    from scheduled_topic s join board b on b.id = s.board_id join member m on m.id = s.author_id
    where ${canModerate(ctx.actor) ? Prisma.sql`true` : Prisma.sql`s.author_id = ${me}::uuid`} ${after === null ? Prisma.empty : Prisma.sql`and (s.due_at, s.id) > (${after.at}, ${after.id}::uuid)`}
    order by s.due_at, s.id limit ${fixed(A_PAGE + 1)}`
  const page = toPage(rows, A_PAGE, (r) => [r.dueAt.toISOString(), r.id])
  return { ...page, items: page.items.map(({ text, authorId, dueAt, ...r }) => ({ ...r, excerpt: excerpt(text, 120), dueAt: dueAt.toISOString(), isMine: authorId === me })) }
}

/** Of the topics to appear, those this actor may find. */
const own = (ctx: Ctx, id: string): Prisma.Sql => Prisma.sql`s.id = ${id}::uuid ${canModerate(ctx.actor) ? Prisma.empty : Prisma.sql`and s.author_id = ${reader(ctx).id}::uuid`}`

/** Lets a topic appear now. */
export async function publishNow(ctx: Ctx, input: z.output<typeof scheduledInput>): Promise<{ topicId: string }> {
  reader(ctx)
  return once(ctx, 'topic:publish', input.commandId, async (tx) => {
    if ((await publish(tx, own(ctx, input.id))) === 0) throw notFound()
    return { topicId: input.id }
  })
}

/** It will not appear. Its text is gone; so is the row. */
export async function cancelScheduled(ctx: Ctx, input: z.output<typeof scheduledInput>): Promise<null> {
  reader(ctx)
  return once(ctx, 'topic:cancel', input.commandId, async (tx) => {
    const gone = await tx.db.$queryRaw<{ id: string }[]>`delete from scheduled_topic s where ${own(ctx, input.id)} returning s.id`
    if (gone.length === 0) throw notFound()
    await dropPolls(tx, 'post', input.id)
    tx.audit({ action: 'topic.cancelled', subject: 'scheduled_topic', subjectId: input.id })
    return null
  })
}

/** For the schedule: up to `limit` topics whose time has come appear, each once. Two ticks share them. */
export const publishDue = (ctx: Ctx, limit = 50): Promise<number> =>
  ctx.tx((tx) => publish(tx, Prisma.sql`s.id in (select id from scheduled_topic where due_at <= ${tx.now()} order by due_at, id limit ${fixed(limit)} for update skip locked)`))

/**
 * Makes topics of what was laid aside, in one statement: topic, first post, the author's place, the counts of boards and tags. What
 * cannot appear waits: its board is archived, or its author is not active.
 */
async function publish(tx: TxCtx, which: Prisma.Sql): Promise<number> {
  const at = tx.now()
  const topics = await tx.db.$queryRaw<{ id: string; boardId: string; authorId: string }[]>`
    with due as (
      delete from scheduled_topic s using board b, member m where b.id = s.board_id and b.archived_at is null and m.id = s.author_id and m.status = 'active' and ${which} returning s.*
    ), made as (
      insert into topic (id, board_id, title, author_id, official_as, last_official_as, asks, tag_ids, created_at, last_no, last_post_at, last_author_id, tell_from)
      select id, board_id, title, author_id, official_as, official_as, asks, tag_ids, ${at}, 1, ${at}, author_id, 1 from due
    ), posts as (
      insert into post (id, topic_id, no, author_id, official_as, doc, html, text, quotes, has_poll, created_at)
      select id, id, 1, author_id, official_as, doc, html, text, quotes, exists (select 1 from poll where subject = 'post' and subject_id = due.id), ${at} from due
    ), asked as (
      update poll set created_at = ${at} from due where poll.subject = 'post' and poll.subject_id = due.id
    ), places as (
      insert into topic_read (member_id, topic_id, last_no, posts, at) select author_id, id, 1, case when official_as is null then 1 else 0 end, ${at} from due
    ), counted as (
      update board set topic_count = topic_count + d.n from (select board_id, count(*)::int as n from due group by board_id) d where board.id = d.board_id
    ), tagged as (
      update tag set topic_count = topic_count + d.n from (select g as id, count(*)::int as n from due, unnest(tag_ids) g group by g) d where tag.id = d.id
    )
    select id, board_id as "boardId", author_id as "authorId" from due`
  for (const { id, boardId, authorId } of topics) tx.hint({ kind: 'topic.bumped', boardId, topicId: id, no: 1, authorId })
  return topics.length
}
