import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { castVote } from '../polls/index.server.ts'
import type { AnswerPollInput } from '../polls/schema.ts'
import type { Ballot, PollTally } from '../polls/views.ts'
import { accessRoom } from './access.server.ts'
import { isOnFor } from './rehearsal.server.ts'

/** Whoever may come in may answer while the room is open: as a condition on the poll's event. */
const takesVotes = (ctx: Ctx) => Prisma.sql`exists (select 1 from room r join event e on e.id = r.event_id where r.event_id = p.subject_id and r.status = 'open' and ${isOnFor(ctx.actor)})`

/**
 * Answers a poll of a room; the last answer counts until the poll is closed. Answers with what the member may see of it now, words and
 * answers of others aside: those come round for everybody.
 * Throws `not_found`, `conflict` (poll closed, room not open), `invalid` (fields `picks`, `text`).
 */
export async function answerPoll(ctx: Ctx, { pollId, picks, text }: Omit<AnswerPollInput, 'commandId'>): Promise<Ballot & { tally: PollTally }> {
  if (!isMember(ctx.actor)) throw notFound()
  const poll = await castVote(ctx, { pollId, picks, text }, {
    subject: 'event',
    isOpen: takesVotes(ctx),
    async access(other, eventId) {
      await accessRoom(other, eventId)
      const room = await other.db.room.findUnique({ where: { eventId }, select: { status: true } })
      if (room?.status !== 'open') throw conflict('polls.closed')
    },
  })
  return { pollId, picks: poll.picks, text: poll.text, words: poll.words, tally: poll.tally }
}
