import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { changePoll, dropDraft, makePoll, POLLS_A_ROOM, readPoll, roomPolls } from '../polls/index.server.ts'
import { pollKinds } from '../polls/policy.ts'
import type { DraftPollInput, RoomPollInput } from '../polls/schema.ts'
import { accessHostedRoom, accountOf, lockRoomToRun } from './access.server.ts'
import { staffEvents } from './events.ts'
import { lockRoomOfPoll, tellPolls } from './room-polls.server.ts'
import { staffOf } from './streams.ts'

/**
 * Writes a poll that hosts alone know until it is started, or changes one (`pollId`); at any time.
 * Throws `invalid` (fields of the form), `conflict` (it was started meanwhile, or the room has too many).
 */
export async function draftPoll(ctx: Ctx, { commandId, eventId, pollId, ...fields }: DraftPollInput): Promise<{ pollId: string }> {
  await accessHostedRoom(ctx, eventId)
  const spec = readPoll(fields, ctx.now(), pollKinds)
  if (spec === null) throw invalid({ pollQuestion: 'form.required' })
  return once(ctx, 'live:draft-poll', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    const polls = await roomPolls(tx, eventId, 'staff')
    if (pollId === undefined) {
      if (polls.length >= POLLS_A_ROOM) throw conflict('ballots.room_full')
      const { id } = await makePoll(tx, { subject: 'event', subjectId: eventId, authorId: accountOf(tx).id }, spec, { isDraft: true })
      await tellPolls(tx, eventId, [id])
      return { pollId: id }
    }
    const before = polls.find((p) => p.id === pollId)
    if (!before) throw notFound()
    if (before.openedAt !== null) throw conflict('ballots.started')
    const { id } = await changePoll(tx, pollId, spec)
    tx.emit(staffOf(eventId), staffEvents, 'poll.dropped', { id: pollId })
    await tellPolls(tx, eventId, [id])
    return { pollId: id }
  })
}

/** Throws a draft away. Throws `conflict` when it was started meanwhile. */
export async function dropPoll(ctx: Ctx, { commandId, pollId }: RoomPollInput): Promise<null> {
  return once(ctx, 'live:drop-poll', commandId, async (tx) => {
    const { eventId } = await lockRoomOfPoll(tx, pollId)
    if (!(await dropDraft(tx, pollId))) throw conflict('ballots.started')
    tx.emit(staffOf(eventId), staffEvents, 'poll.dropped', { id: pollId })
    return null
  })
}
