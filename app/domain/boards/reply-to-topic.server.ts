import type { z } from 'zod'
import type { Account } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, DomainError, invalid, isDomainError, notFound } from '../../core/errors.ts'
import { isId, newId } from '../../core/ids.ts'
import { bells, eventAndAnswer, firstAnswer, hintSql, isDoneBefore } from '../../core/one-statement.server.ts'
import { mentionsIn } from '../../core/richtext/mentions.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { attachImages } from './attach-images.server.ts'
import { makePoll, readPoll } from '../polls/index.server.ts'
import type { PollFacts } from '../polls/views.ts'
import { reader, topicStream } from './access.server.ts'
import { type AuthorRow, nameIn, namesOf, toAuthor } from './authors.server.ts'
import { checkQuotes, type Quoting } from './check-quotes.server.ts'
import { topicEvents } from './events.ts'
import { mergedInto } from './moved.server.ts'
import { canModerate } from './policy.ts'
import { quotesFilled } from './quoted-posts.server.ts'
import type { replyInput } from './schema.ts'
import type { PostView } from './views.ts'

/** `hasRisen`: with this reply its author began to watch the topic; said once. */
/** `topicId`: the topic it was written in, when that is not the one it was meant for. */
type Answer = { no: number; topicId?: string; hasRisen?: boolean }
type Before = AuthorRow & { isTopic: boolean; isOpen: boolean; isFirst: boolean; slowUntil: Date | null; slowSeconds: number | null; answer: Answer | null }

/** What a reply must know before it is written: may it be, who writes it, was it written already. */
async function lookBefore(ctx: Ctx, memberId: string, topicId: string, commandId: string): Promise<Before> {
  const [row] = await ctx.db.$queryRaw<Before[]>`
    select t.id is not null as "isTopic", t.closed_at is null and b.archived_at is null as "isOpen", c.answer,
      not exists (select 1 from topic_read r where r.member_id = m.id and r.topic_id = t.id and r.posts > 0) and not exists (select 1 from attention a where a.member_id = m.id and (a.kind = 'topic' and a.target_id = t.id or a.kind = 'board' and a.target_id = t.board_id and a.level = 'watching')) as "isFirst",
      case when t.slow_until > ${ctx.now()} then r.posted_at + make_interval(secs => t.slow_seconds) end as "slowUntil", t.slow_seconds as "slowSeconds",
      m.id as "authorId", null as "officialAs", m.display_name as "displayName", m.status::text as status, f.job_type as "jobType", f.headline, f.visibility, f.former_shown as former
    from member m left join profile f on f.member_id = m.id left join command c on c.member_id = m.id and c.command_id = ${commandId}::uuid
      left join topic t on t.id = ${topicId}::uuid and t.hidden_at is null left join board b on b.id = t.board_id
      left join topic_read r on r.topic_id = t.id and r.member_id = m.id
    where m.id = ${memberId}::uuid`
  if (!row) throw notFound()
  return row
}

/**
 * Takes the next number under the topic's row lock, writes the post, moves the counters, tells the room and keeps the answer, in one
 * statement. No row comes back when the topic was closed meanwhile. The author's place moves to their own post only when it was
 * right before it, so that what others wrote meanwhile stays unread.
 */
async function write(ctx: Ctx & { actor: Account }, topicId: string, commandId: string, postId: string, text: Quoting, view: Omit<PostView, 'no'>, isFirst: boolean, poll: PollFacts | null): Promise<Answer | undefined> {
  const me = ctx.actor.id
  const at = ctx.now()
  const stream = topicStream(topicId)
  const number = Prisma.sql`jsonb_build_object('no', t.last_no)`
  const [added] = await ctx.db.$queryRaw<Answer[]>`
    with t as (
      update topic set last_no = last_no + 1, last_post_at = ${at}, last_author_id = ${me}::uuid, last_official_as = null, tell_from = coalesce(tell_from, last_no + 1)
      where id = ${topicId}::uuid and closed_at is null and hidden_at is null and exists (select 1 from board b where b.id = topic.board_id and b.archived_at is null)
      returning id, board_id, last_no
    ), p as (
      insert into post (id, topic_id, no, author_id, doc, html, text, quotes, has_poll, created_at)
      select ${postId}::uuid, t.id, t.last_no, ${me}::uuid, ${JSON.stringify(text.doc)}::jsonb, ${text.html}, ${text.text}, ${text.quotes}::uuid[], ${poll !== null}, ${at} from t
    ), r as (
      insert into topic_read (member_id, topic_id, last_no, posts, posted_at, at)
      select ${me}::uuid, t.id, case when t.last_no = 1 then 1 else 0 end, 1, ${canModerate(ctx.actor) ? null : at}::timestamptz, ${at} from t
      on conflict (member_id, topic_id) do update set posts = topic_read.posts + 1, posted_at = excluded.posted_at, at = excluded.at,
        last_no = topic_read.last_no + case when topic_read.last_no = (select last_no - 1 from t) then 1 else 0 end
    ), ${eventAndAnswer(ctx, topicEvents, 'post.added', {
      stream, from: Prisma.sql`t`, payload: Prisma.sql`jsonb_build_object('post', ${JSON.stringify(view)}::jsonb || ${number}) || ${JSON.stringify(poll === null ? {} : { poll })}::jsonb`, command: { type: 'topic:reply', id: commandId }, answer: isFirst ? Prisma.sql`${number} || '{"hasRisen": true}'` : number,
    })}
    select t.last_no as no, ${bells(stream, hintSql({ kind: 'topic.bumped', topicId, authorId: me }, Prisma.sql`${number} || jsonb_build_object('boardId', t.board_id)`))} from t, logged`
  return added && { no: added.no, ...(isFirst && { hasRisen: true }) }
}

/** Names of everybody a text shows; `invalid` when it mentions somebody who is not here. */
export async function mentionedNames(ctx: Ctx, text: RichText): Promise<Map<string, string>> {
  const names = await namesOf(ctx, mentionsIn([text.html]))
  if (text.mentions.some((id) => !names.has(id))) throw invalid({ text: 'boards.mention_unknown' })
  return names
}

/** Its topic became part of another: there the reply goes on. */
async function replyToMerged(ctx: Ctx, input: z.output<typeof replyInput>): Promise<Answer> {
  const topicId = await mergedInto(ctx, input.topicId)
  if (topicId === null) throw notFound()
  return { topicId, ...(await replyToTopic(ctx, { ...input, topicId })) }
}

/** Slow mode: the reply may be given again, unchanged, at `until`. */
const tooFast = (ctx: Ctx, until: Date) => new DomainError('too_many', { textKey: 'boards.slow', retryAfter: Math.max(1, Math.ceil((until.getTime() - ctx.now().getTime()) / 1_000)) })
/** Two replies of one member at once: the second is refused by the database. */
const isTooFast = (error: unknown): boolean => error instanceof Error && error.message.includes('slow mode')

/**
 * Writes a reply and answers with its number. The same command again changes nothing and gets the same number.
 * Throws `not_found` (no such topic for this reader), `conflict` (closed or archived), `too_many` (slow mode), `invalid` (field `text`, fields of the poll).
 */
export async function replyToTopic(ctx: Ctx, input: z.output<typeof replyInput>): Promise<Answer> {
  const actor = reader(ctx)
  if (!isId(input.topicId)) throw notFound()
  const topicId = input.topicId.toLowerCase()
  const written = readText(input)
  const spec = readPoll(input, ctx.now())
  const before = await lookBefore(ctx, actor.id, topicId, input.commandId)
  if (before.answer !== null) return before.answer
  if (!before.isTopic) return replyToMerged(ctx, input)
  if (!before.isOpen) throw conflict('boards.closed')
  if (!canModerate(actor) && before.slowUntil !== null && before.slowUntil > ctx.now()) throw tooFast(ctx, before.slowUntil)
  const text = await checkQuotes(ctx, written)
  const html = nameIn((await quotesFilled(ctx, [text.html], 'ja'))[0] ?? '', await mentionedNames(ctx, text))
  const postId = newId()
  const run = async (on: Ctx, poll: PollFacts | null) => {
    const added = await write({ ...on, actor }, topicId, input.commandId, postId, text, { author: toAuthor(before), at: ctx.now().toISOString(), isEdited: false, isHidden: false, html }, before.isFirst, poll)
    if (added === undefined) throw conflict('boards.closed')
    return added
  }
  // What a post brings along is written with it; without anything of that it is one statement.
  const hasMore = text.images.length > 0 || spec !== null
  try {
    if (!hasMore) return await run(ctx, null)
    return await ctx.tx(async (tx) => {
      await attachImages(tx, postId, text.images)
      return run(tx, spec === null ? null : await makePoll(tx, { subject: 'post', subjectId: postId, authorId: actor.id }, spec))
    })
  } catch (error) {
    if (isDomainError(error) && error.textKey === 'boards.closed' && (await mergedInto(ctx, topicId)) !== null) return replyToMerged(ctx, input)
    const answer = isDoneBefore(error) || hasMore || isTooFast(error) ? await firstAnswer<Answer>(ctx, input.commandId) : undefined
    if (answer === undefined && isTooFast(error)) throw tooFast(ctx, new Date(ctx.now().getTime() + (before.slowSeconds ?? 0) * 1_000))
    if (answer === undefined) throw error
    return answer
  }
}
