import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { closePoll, hideInPoll, openPoll, openSecondRound, POLLS_A_ROOM, redactAnswers, roomPolls, showCounts } from '../polls/index.server.ts'
import type { HideInPollInput, RoomPollInput, ShowPollInput } from '../polls/schema.ts'
import { accountOf, type RoomFacts } from './access.server.ts'
import { lockRoomOfPoll, tellPolls } from './room-polls.server.ts'
import { allOf } from './streams.ts'

/** One change of a poll by who runs its room: told to everybody when it changed something. */
function change(ctx: Ctx, name: string, { commandId, pollId }: { commandId: string; pollId: string }, work: (tx: TxCtx, eventId: string, room: RoomFacts) => Promise<readonly string[]>): Promise<null> {
  return once(ctx, name, commandId, async (tx) => {
    const { eventId, room } = await lockRoomOfPoll(tx, pollId)
    await tellPolls(tx, eventId, await work(tx, eventId, room))
    return null
  })
}

const mustBeOpen = ({ status }: RoomFacts): void => {
  if (status !== 'open') throw conflict('live.room_not_open')
}

/** 投票を始める: from now on everybody sees it and answers. */
export const startPoll = (ctx: Ctx, input: RoomPollInput): Promise<null> => change(ctx, 'live:start-poll', input, async (tx, _, room) => {
  mustBeOpen(room)
  return (await openPoll(tx, input.pollId)) ? [input.pollId] : []
})

/** 締め切る: no answer comes in or changes any more, and what it came to is shown. Throws `conflict` for a draft. */
export const endPoll = (ctx: Ctx, input: RoomPollInput): Promise<null> => change(ctx, 'live:end-poll', input, async (tx, eventId) => {
  const [poll] = await roomPolls(tx, eventId, 'staff', [input.pollId])
  if (poll?.openedAt === null) throw conflict('ballots.not_started')
  return (await closePoll(tx, input.pollId)) ? [input.pollId] : []
})

/** 結果を見せる, or keep it until it is closed. */
export const showPoll = (ctx: Ctx, { isOn, ...input }: ShowPollInput): Promise<null> => change(ctx, 'live:show-poll', input, async (tx) => ((await showCounts(tx, input.pollId, isOn)) ? [input.pollId] : []))

/** 2回目をとる: the same question once more, to be compared. Throws `conflict` when the first is not closed, or there was a second. */
export const startSecondRound = (ctx: Ctx, input: RoomPollInput): Promise<null> => change(ctx, 'live:second-round', input, async (tx, eventId, room) => {
  mustBeOpen(room)
  if ((await roomPolls(tx, eventId, 'staff')).length >= POLLS_A_ROOM) throw conflict('ballots.room_full')
  const id = await openSecondRound(tx, input.pollId, accountOf(tx).id)
  if (id === null) throw conflict('ballots.no_second_round')
  return [id]
})

/** Hides a word or an answer, or shows it again; also afterwards. */
export const hideInRoomPoll = (ctx: Ctx, { what, isOn, ...input }: HideInPollInput): Promise<null> => change(ctx, 'live:hide-in-poll', input, async (tx, eventId) => {
  await hideInPoll(tx, input.pollId, what, isOn)
  if (isOn) await redactAnswers(tx, allOf(eventId), input.pollId)
  tx.audit({ action: isOn ? 'poll.answer_hidden' : 'poll.answer_shown', subject: 'event', subjectId: eventId, detail: { pollId: input.pollId } })
  return [input.pollId]
})
