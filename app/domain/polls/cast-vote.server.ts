import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { PollSubject } from './policy.ts'
import { type OwnPoll, pollById } from './read-polls.server.ts'

/** How the module of a subject lets people vote: as a condition on the poll `p`, and as words for who is refused. */
export type VoteDoor = {
  subject: PollSubject
  /** SQL over `p` (its `subject_id`): its subject is there for this actor and takes votes. */
  isOpen: Prisma.Sql
  /** Throws what a page about the subject would throw to this actor; returns when the subject itself is no reason. */
  access(ctx: Ctx, subjectId: string): Promise<void>
}

/**
 * Votes, or votes differently: one row a member and poll, whatever path it comes by and however often. One statement asks whether one
 * may and writes the row; a trigger counts. Saying the same again changes nothing, so it needs no memory of commands.
 * Answers with the poll as the voter now sees it. Throws `not_found`, `conflict` (closed), `invalid` (field `picks`).
 */
export async function castVote(ctx: Ctx, { pollId, picks }: { pollId: string; picks: number[] }, door: VoteDoor): Promise<OwnPoll> {
  if (ctx.actor.kind !== 'account' || !isId(pollId)) throw notFound()
  const me = ctx.actor.id
  const at = ctx.now()
  const highest = Math.max(0, ...picks)
  const isCast = await ctx.db.$queryRaw<{ isFound: boolean }[]>`
    with target as (
      select p.id from poll p where p.id = ${pollId}::uuid and p.subject = ${door.subject} and p.closed_at is null and (p.closes_at is null or p.closes_at > ${at})
        and ${picks.length} between 1 and p.most and ${highest} <= cardinality(p.choices) and ${door.isOpen}
    ), voted as (
      insert into poll_vote (poll_id, member_id, picks, at) select id, ${me}::uuid, ${picks}::int[], ${at} from target
      on conflict (poll_id, member_id) do update set picks = excluded.picks, at = excluded.at where poll_vote.picks <> excluded.picks
    )
    select exists (select 1 from target) as "isFound"`.then(([row]) => row?.isFound === true, (error: unknown) => {
    // It was closed between the look and the row: the trigger refuses what comes after.
    if (isRefusedVote(error)) return false
    throw error
  })
  const poll = await pollById(ctx, door.subject, pollId, me)
  if (!poll) throw notFound()
  if (isCast) return poll
  await door.access(ctx, poll.subjectId)
  if (poll.tally.isClosed) throw conflict('polls.closed')
  throw invalid({ picks: picks.length > poll.facts.most ? 'polls.too_many_picks' : 'polls.choose' })
}

const isRefusedVote = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify([error.meta, error.message]).includes('poll_takes_vote')
