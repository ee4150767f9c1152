import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import type { RoomSource } from '../../core/rooms.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { isHost } from '../events/index.server.ts'
import { accessHostedRoom, accessRoom, waitingRoom } from './access.server.ts'
import type { Mine, RoomState } from './fold.ts'
import { publicStatuses, QUESTIONS_A_ROOM } from './policy.ts'
import { askedOrder, questionSelect, toOwn, toQuestion } from './question-row.server.ts'
import { allOf, staffOf } from './streams.ts'

/** What every attendee may know: public questions, no names of whoever waits or was dismissed. */
export const eventRoom: RoomSource<RoomState, Mine> = {
  async open(ctx, id) {
    const event = await accessRoom(ctx, id)
    return { stream: allOf(event.id), can: { host: isHost(ctx.actor, event) } }
  },
  snapshot: (ctx, id) => readState(ctx, id, { status: { in: [...publicStatuses] } }),
  mine: readMine,
}

/** What hosts and the office see: every question with what became of it. */
export const eventStaffRoom: RoomSource<RoomState> = {
  async open(ctx, id) {
    const event = await accessHostedRoom(ctx, id)
    return { stream: staffOf(event.id), can: { host: true } }
  },
  snapshot: (ctx, id) => readState(ctx, id, {}),
}

async function readState(ctx: Ctx, eventId: string, which: Prisma.QuestionWhereInput): Promise<RoomState> {
  const room = await ctx.db.room.findUnique({ where: { eventId }, select: { status: true, isModerated: true, isAskingOpen: true, openedAt: true, closedAt: true } })
  if (!room) return { ...waitingRoom, questions: [] }
  const rows = await ctx.db.question.findMany({ where: { eventId, ...which }, select: questionSelect, orderBy: askedOrder, take: QUESTIONS_A_ROOM })
  return { ...room, openedAt: room.openedAt?.toISOString() ?? null, closedAt: room.closedAt?.toISOString() ?? null, questions: rows.map(toQuestion) }
}

async function readMine(ctx: Ctx, eventId: string): Promise<Mine> {
  if (!isMember(ctx.actor)) return { votes: [], questions: [] }
  const { id } = ctx.actor
  const [votes, questions] = await Promise.all([
    ctx.db.questionVote.findMany({ where: { memberId: id, question: { eventId, status: { in: [...publicStatuses] } } }, select: { questionId: true }, take: QUESTIONS_A_ROOM }),
    ctx.db.question.findMany({ where: { eventId, authorId: id }, select: { id: true, text: true, createdAt: true, status: true, reason: true }, orderBy: askedOrder, take: QUESTIONS_A_ROOM }),
  ])
  return { votes: votes.map((v) => v.questionId), questions: questions.map(toOwn) }
}
