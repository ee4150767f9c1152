import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { isId, newId } from '../../core/ids.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { isInWords, MOST_WORDS, type PollSubject } from './policy.ts'
import { type OwnPoll, pollById } from './read-polls.server.ts'
import { wordsOf } from './words.ts'

/** How the module of a subject lets people vote: as a condition on the poll `p`, and as words for who is refused. */
export type VoteDoor = {
  subject: PollSubject
  /** SQL over `p` (its `subject_id`): its subject is there for this actor and takes votes. */
  isOpen: Prisma.Sql
  /** Throws what a page about the subject would throw to this actor; returns when the subject itself is no reason. */
  access(ctx: Ctx, subjectId: string): Promise<void>
}
/** `picks`: choices, of a ranking in their order; or `text`, where one answers in words. */
export type Vote = { pollId: string; picks: number[]; text?: string }

/**
 * Votes, or votes differently: one row a member and poll, whatever path it comes by and however often. One statement asks whether one
 * may and writes the row; a trigger counts. Saying the same again changes nothing, so it needs no memory of commands.
 * Answers with the poll as the voter now sees it. Throws `not_found`, `conflict` (closed), `invalid` (fields `picks`, `text`).
 */
export async function castVote(ctx: Ctx, { pollId, picks, text = '' }: Vote, door: VoteDoor): Promise<OwnPoll> {
  if (ctx.actor.kind !== 'account' || !isId(pollId)) throw notFound()
  // It would stand before everybody at once.
  if (hasRudeWords(text)) throw invalid({ text: 'ballots.rude' })
  const me = ctx.actor.id
  const at = ctx.now()
  const highest = Math.max(0, ...picks)
  const inOrder = picks.toSorted((a, b) => a - b)
  const words = text === '' ? [] : wordsOf(text, MOST_WORDS)
  const isCast = await ctx.db.$queryRaw<{ isFound: boolean }[]>`
    with target as (
      select p.id, p.kind::text as kind, p.most from poll p
      where p.id = ${pollId}::uuid and p.subject = ${door.subject} and p.opened_at is not null and p.closed_at is null and (p.closes_at is null or p.closes_at > ${at})
        and case p.kind::text when 'text' then ${text} <> '' and ${picks.length} = 0 when 'cloud' then ${words.length} > 0 and ${picks.length} = 0
          else ${text} = '' and ${picks.length} between 1 and p.most and ${highest} <= cardinality(p.choices) end and ${door.isOpen}
    ), voted as (
      insert into poll_vote (poll_id, member_id, picks, text, words, answer_id, is_told, at)
      select id, ${me}::uuid, case kind when 'ranking' then ${picks}::int[] else ${inOrder}::int[] end, nullif(${text}, ''), case kind when 'cloud' then (${words}::text[])[1:most] else '{}' end,
        case kind when 'text' then ${newId()}::uuid end, kind <> 'text', ${at} from target
      on conflict (poll_id, member_id) do update set picks = excluded.picks, text = excluded.text, words = excluded.words, is_told = excluded.is_told, at = excluded.at
      where poll_vote.picks <> excluded.picks or poll_vote.text is distinct from excluded.text
    )
    select exists (select 1 from target) as "isFound"`.then(([row]) => row?.isFound === true, (error: unknown) => {
    // It was closed between the look and the row, or one choice stood there twice: the trigger refuses it.
    if (isRefusedVote(error)) return false
    throw error
  })
  const poll = await pollById(ctx, door.subject, pollId, me)
  if (!poll) throw notFound()
  if (isCast) return poll
  await door.access(ctx, poll.subjectId)
  if (poll.isDraft) throw notFound()
  if (poll.tally.isClosed) throw conflict('polls.closed')
  if (isInWords(poll.facts.kind)) throw invalid({ text: text === '' ? 'form.required' : 'ballots.no_words' })
  throw invalid({ picks: picks.length > poll.facts.most ? 'polls.too_many_picks' : 'polls.choose' })
}

const isRefusedVote = (error: unknown): boolean => error instanceof Error && JSON.stringify([error.message, 'meta' in error ? error.meta : null]).includes('poll_takes_vote')
