import type { Account } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { type AccessedEvent, accessEvent, accessHostedEvent } from '../events/index.server.ts'
import type { RoomState } from './fold.ts'
import { type QuestionRow, readQuestion } from './question-row.server.ts'

/** The room before anybody has opened it. */
export const waitingRoom = { status: 'waiting', isModerated: true, isAskingOpen: true, allowsPseudonym: false, allowsAnonymous: false, lacksCustodians: false, stageView: 'question', stagePollId: null, stream: null, recording: null, openedAt: null, closedAt: null, labels: [], lead: null, stage: [], polls: [] } satisfies Omit<RoomState, 'questions'>
export type RoomFacts = Pick<RoomState, 'status' | 'isModerated' | 'isAskingOpen' | 'allowsPseudonym' | 'allowsAnonymous'> & { leadId: string | null }

/** Whoever acts, as the account they are; guests and workers have no place in a room. */
export function accountOf(ctx: Ctx): Account {
  if (ctx.actor.kind !== 'account') throw notFound()
  return ctx.actor
}

/** Seminars have rooms, unless they are cancelled. */
const hasRoom = (event: AccessedEvent): boolean => event.kind === 'seminar' && event.status !== 'cancelled'

/** The event of a room, for whoever may know of it and come in. The room of a draft is known to its host and the office only. */
export async function accessRoom(ctx: Ctx, eventId: string, facts?: AccessedEvent | null): Promise<AccessedEvent> {
  const event = await accessEvent(ctx, eventId, facts)
  if (!hasRoom(event)) throw notFound()
  return event
}

/** The event of a room, for who runs it. */
export async function accessHostedRoom(ctx: Ctx, eventId: string, facts?: AccessedEvent | null): Promise<AccessedEvent> {
  const event = await accessHostedEvent(ctx, eventId, facts)
  if (!hasRoom(event)) throw notFound()
  return event
}

const makeRoom = (tx: TxCtx, eventId: string): Promise<number> => tx.db.$executeRaw`insert into room (event_id, status) values (${eventId}::uuid, 'waiting') on conflict do nothing`

async function shareRoom(tx: TxCtx, eventId: string): Promise<RoomFacts | undefined> {
  const [room] = await tx.db.$queryRaw<RoomFacts[]>`
    select status, is_moderated as "isModerated", is_asking_open as "isAskingOpen", allows_pseudonym as "allowsPseudonym", allows_anonymous as "allowsAnonymous", lead_id as "leadId" from room where event_id = ${eventId}::uuid for share`
  return room
}

/** Keeps the room as it is until the transaction ends, for those who write into it, made when it is not there yet: it cannot close before them. */
export async function holdRoom(tx: TxCtx, eventId: string): Promise<RoomFacts> {
  return (await shareRoom(tx, eventId)) ?? (await makeRoom(tx, eventId), (await shareRoom(tx, eventId)) ?? { ...waitingRoom, leadId: null })
}

/** The room, made when it is not there yet, with its row locked: hosts change a room and its questions one after the other. */
export async function lockRoom(tx: TxCtx, eventId: string): Promise<RoomFacts> {
  await makeRoom(tx, eventId)
  const [room] = await tx.db.$queryRaw<RoomFacts[]>`
    select status, is_moderated as "isModerated", is_asking_open as "isAskingOpen", allows_pseudonym as "allowsPseudonym", allows_anonymous as "allowsAnonymous", lead_id as "leadId" from room where event_id = ${eventId}::uuid for no key update`
  if (!room) throw notFound()
  return room
}

/** The locked room for who runs it now: after it was handed over, that is one host alone, until another takes it. Throws `conflict` to the other hosts. */
export async function lockRoomToRun(tx: TxCtx, eventId: string): Promise<RoomFacts> {
  await accessHostedRoom(tx, eventId)
  const room = await lockRoom(tx, eventId)
  if (room.leadId !== null && room.leadId !== accountOf(tx).id) throw conflict('live.not_in_hand')
  return room
}

async function roomOfQuestion(tx: TxCtx, id: string): Promise<string> {
  const found = isId(id) ? await tx.db.question.findUnique({ where: { id }, select: { eventId: true } }) : null
  if (!found) throw notFound()
  return found.eventId
}

/** A question in a room this actor runs, with its room locked. Throws `not_found` to everybody else. */
export async function lockHostedQuestion(tx: TxCtx, id: string): Promise<{ question: QuestionRow; room: RoomFacts }> {
  const room = await lockRoomToRun(tx, await roomOfQuestion(tx, id))
  const question = await readQuestion(tx.db, id)
  if (!question) throw notFound()
  return { question, room }
}

/** A question of this actor's own, with its room locked. Throws `not_found` to everybody else. */
export async function lockOwnQuestion(tx: TxCtx, id: string): Promise<{ question: QuestionRow; room: RoomFacts }> {
  const eventId = await roomOfQuestion(tx, id)
  await accessRoom(tx, eventId)
  const room = await lockRoom(tx, eventId)
  const question = await readQuestion(tx.db, id)
  if (question?.authorId !== accountOf(tx).id) throw notFound()
  return { question, room }
}
