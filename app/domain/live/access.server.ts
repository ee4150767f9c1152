import type { Account } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { type AccessedEvent, accessEvent, accessHostedEvent } from '../events/index.server.ts'
import type { RoomState } from './fold.ts'
import { type QuestionRow, questionSelect } from './question-row.server.ts'

/** The room before anybody has opened it. */
export const waitingRoom = { status: 'waiting', isModerated: true, isAskingOpen: true, openedAt: null, closedAt: null } as const
export type RoomFacts = Pick<RoomState, 'status' | 'isModerated' | 'isAskingOpen'>

/** Whoever acts, as the account they are; guests and workers have no place in a room. */
export function accountOf(ctx: Ctx): Account {
  if (ctx.actor.kind !== 'account') throw notFound()
  return ctx.actor
}

/** Seminars have rooms, unless they are cancelled. */
const hasRoom = (event: AccessedEvent): boolean => event.kind === 'seminar' && event.status !== 'cancelled'

/** The event of a room, for whoever may know of it and come in. The room of a draft is known to its host and the office only. */
export async function accessRoom(ctx: Ctx, eventId: string): Promise<AccessedEvent> {
  const event = await accessEvent(ctx, eventId)
  if (!hasRoom(event)) throw notFound()
  return event
}

/** The event of a room, for who runs it. */
export async function accessHostedRoom(ctx: Ctx, eventId: string): Promise<AccessedEvent> {
  const event = await accessHostedEvent(ctx, eventId)
  if (!hasRoom(event)) throw notFound()
  return event
}

/** Keeps the room as it is until the transaction ends, for those who write into it: it cannot close before them. */
export async function holdRoom(tx: TxCtx, eventId: string): Promise<RoomFacts> {
  const [room] = await tx.db.$queryRaw<RoomFacts[]>`
    select status, is_moderated as "isModerated", is_asking_open as "isAskingOpen" from room where event_id = ${eventId}::uuid for share`
  return room ?? waitingRoom
}

/** The room, made when it is not there yet, with its row locked: hosts change a room and its questions one after the other. */
export async function lockRoom(tx: TxCtx, eventId: string): Promise<RoomFacts> {
  await tx.db.$executeRaw`insert into room (event_id, status) values (${eventId}::uuid, 'waiting') on conflict do nothing`
  const [room] = await tx.db.$queryRaw<RoomFacts[]>`
    select status, is_moderated as "isModerated", is_asking_open as "isAskingOpen" from room where event_id = ${eventId}::uuid for no key update`
  if (!room) throw notFound()
  return room
}

/** A question in a room this actor runs, with its room locked. Throws `not_found` to everybody else. */
export async function lockHostedQuestion(tx: TxCtx, id: string): Promise<{ question: QuestionRow; room: RoomFacts }> {
  if (!isId(id)) throw notFound()
  const found = await tx.db.question.findUnique({ where: { id }, select: { eventId: true } })
  if (!found) throw notFound()
  await accessHostedRoom(tx, found.eventId)
  const room = await lockRoom(tx, found.eventId)
  const question = await tx.db.question.findUnique({ where: { id }, select: questionSelect })
  if (!question) throw notFound()
  return { question, room }
}
