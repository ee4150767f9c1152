import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { isMember } from '../../core/actor.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { accessRoom } from './access.server.ts'
import { isPublic } from './policy.ts'
import { isOnFor } from './rehearsal.server.ts'
import type { VoteInput } from './schema.ts'

/** Of the question that was counted. */
type Answer = { questionId: string; isOn: boolean; votes: number }
type Counted = { isFound: boolean; votes: number }

/**
 * 「わたしも聞きたい」, on or off: one row a member and question, whatever path it comes by and however often. One statement
 * keeps the command, changes the row, the count and the mark that tells the flusher. A command that was done before changes nothing
 * any more: one that a stalled process still holds, and the browser has sent elsewhere meanwhile, cannot undo what came after it.
 * It holds the question's key, so that no question is put together with another in between; a vote for one that was goes to that other.
 * Answers with the new count. Throws `not_found` for what this actor may not see, `conflict` when it is answered or the room is closed.
 */
export async function voteForQuestion(ctx: Ctx, { questionId, isOn, commandId }: VoteInput): Promise<Answer> {
  if (!isMember(ctx.actor)) throw notFound()
  const memberId = ctx.actor.id
  // The same conditions as `canVote` and the published case of `canSeeEvent`, inside the hot statement.
  const target = Prisma.sql`
    target as (
      select q.id from question q join room r on r.event_id = q.event_id join event e on e.id = q.event_id
      where q.id = ${questionId}::uuid and q.status in ('approved', 'answering') and r.status <> 'closed' and ${isOnFor(ctx.actor)} for key share of q
    ), first as (
      insert into command (member_id, command_id, type, answer, at) select ${memberId}::uuid, ${commandId}::uuid, 'live:vote', 'null', ${ctx.now()} from target on conflict do nothing returning command_id
    )`
  const answer = Prisma.sql`select exists (select 1 from target) as "isFound", coalesce((select vote_count from counted), (select vote_count from question where id = ${questionId}::uuid), 0) as votes`
  const [counted] = isOn
    ? await ctx.db.$queryRaw<Counted[]>`
      with ${target}, changed as (
        insert into question_vote (question_id, member_id, at) select id, ${memberId}::uuid, ${ctx.now()} from target, first on conflict do nothing returning question_id
      ), counted as (
        update question set vote_count = vote_count + 1, is_vote_dirty = true where id in (select question_id from changed) returning vote_count
      ) ${answer}`
    : await ctx.db.$queryRaw<Counted[]>`
      with ${target}, changed as (
        delete from question_vote v using target t, first where v.question_id = t.id and v.member_id = ${memberId}::uuid returning v.question_id
      ), counted as (
        update question set vote_count = vote_count - 1, is_vote_dirty = true where id in (select question_id from changed) returning vote_count
      ) ${answer}`
  if (!counted?.isFound) return elsewhere(ctx, { questionId, isOn, commandId })
  return { questionId, isOn, votes: counted.votes }
}

/** The statement found nothing: the question was merged, for this actor there is none, or it no longer takes votes. */
async function elsewhere(ctx: Ctx, { questionId, isOn, commandId }: VoteInput): Promise<Answer> {
  const question = await ctx.db.question.findUnique({ where: { id: questionId }, select: { eventId: true, status: true, mergedIntoId: true } })
  if (question && question.mergedIntoId !== null) return voteForQuestion(ctx, { questionId: question.mergedIntoId, isOn, commandId })
  if (!question || !isPublic(question.status)) throw notFound()
  await accessRoom(ctx, question.eventId)
  throw conflict('live.vote_closed')
}
