import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, invalid, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { castVote, changePoll, closePoll, type OwnPoll, pollsOf, readPoll } from '../polls/index.server.ts'
import type { PollTally } from '../polls/views.ts'
import { accessTopic, reader, type TopicAccess, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { canModerate, canReply } from './policy.ts'
import type { changePollInput, closePollInput, voteInPollInput } from './schema.ts'
import { tellPolls } from './tell-polls.server.ts'

/** Who may reply may vote: `canReply` and the rule of `accessTopic`, as a condition on the poll's post. */
const takesVotes = (topicId: string) => Prisma.sql`exists (
  select 1 from post x join topic t on t.id = x.topic_id join board b on b.id = t.board_id
  where x.id = p.subject_id and x.topic_id = ${topicId}::uuid and x.hidden_at is null and t.hidden_at is null and t.closed_at is null and b.archived_at is null)`

/**
 * Votes in the poll of a post; the last vote counts until the poll is closed. Answers with what the voter may see of it now.
 * Throws `not_found`, `conflict` (poll or topic closed), `invalid` (field `picks`).
 */
export async function voteInPost(ctx: Ctx, input: Omit<z.output<typeof voteInPollInput>, 'commandId'>): Promise<{ no: number; picks: number[]; tally: PollTally }> {
  reader(ctx)
  if (!isId(input.topicId)) throw notFound()
  const { subjectId, picks, tally } = await castVote(ctx, input, {
    subject: 'post',
    isOpen: takesVotes(input.topicId),
    async access(other, postId) {
      const topic = await accessTopic(other, input.topicId)
      if ((await noOf(other, topic.id, postId)) === null) throw notFound()
      if (!canReply(other.actor, topic)) throw conflict(topic.isArchived ? 'boards.archived' : 'boards.closed')
    },
  })
  const no = await noOf(ctx, input.topicId, subjectId)
  if (no === null) throw notFound()
  return { no, picks, tally }
}

/** Number of a post of this topic that is not hidden. */
async function noOf(ctx: Ctx, topicId: string, postId: string): Promise<number | null> {
  const [row] = await ctx.db.$queryRaw<{ no: number }[]>`select no from post where id = ${postId}::uuid and topic_id = ${topicId}::uuid and hidden_at is null`
  return row?.no ?? null
}

export type PostPoll = { topic: Pick<TopicAccess, 'id' | 'title' | 'isClosed' | 'isArchived'>; no: number; poll: OwnPoll; can: { close: boolean; change: boolean } }

/** The poll of a post, for the page about it: its author's, and for closing also 事務局's. Throws `not_found` to everybody else. */
export async function readPostPoll(ctx: Ctx, topicId: string, no: number): Promise<PostPoll> {
  const { id: me } = reader(ctx)
  const topic = await accessTopic(ctx, topicId)
  if (!Number.isInteger(no) || no < 1 || no > topic.lastNo) throw notFound()
  const [post] = await ctx.db.$queryRaw<{ id: string }[]>`select id from post where topic_id = ${topic.id}::uuid and no = ${no} and has_poll and hidden_at is null`
  const [poll] = post ? await pollsOf(ctx, 'post', [post.id], me) : []
  if (!poll) throw notFound()
  const isMine = poll.authorId === me
  if (!isMine && !canModerate(ctx.actor)) throw notFound()
  const isOpen = !poll.tally.isClosed
  return { topic, no, poll, can: { close: isOpen, change: isMine && isOpen && poll.tally.voters === 0 } }
}

/** Ends the poll of a post before its time; everybody sees what it came to. A poll that has ended stays so. */
export async function closePostPoll(ctx: Ctx, input: z.output<typeof closePollInput>): Promise<null> {
  const { poll } = await readPostPoll(ctx, input.topicId, input.no)
  return once(ctx, 'poll:close', input.commandId, async (tx) => {
    const closed = await closePoll(tx, poll.facts.id)
    if (closed === null) return null
    await tellPolls(tx, [closed])
    const isOthers = tx.actor.kind === 'account' && poll.authorId !== tx.actor.id
    if (isOthers) tx.audit({ action: 'poll.closed', subject: 'post', subjectId: poll.subjectId })
    return null
  })
}

/** Asks something else as long as nobody has voted. Throws `forbidden` (another's), `conflict` (somebody voted), `invalid` (fields of the form). */
export async function changePostPoll(ctx: Ctx, input: z.output<typeof changePollInput>): Promise<null> {
  const spec = readPoll(input, ctx.now())
  if (spec === null) throw invalid({ pollQuestion: 'form.required' })
  const { poll } = await readPostPoll(ctx, input.topicId, input.no)
  if (ctx.actor.kind !== 'account' || poll.authorId !== ctx.actor.id) throw forbidden()
  return once(ctx, 'poll:change', input.commandId, async (tx) => {
    tx.emit(topicStream(input.topicId), topicEvents, 'poll.changed', { no: input.no, poll: await changePoll(tx, poll.facts.id, spec) })
    return null
  })
}
