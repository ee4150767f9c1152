import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { Prisma, Question, QuestionLabel, Room, StageMessage } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

/** The room of an event, open unless `over` says otherwise. */
export async function makeRoom(db: Db | Tx, { eventId, ...over }: Partial<Prisma.RoomUncheckedCreateInput> & { eventId: string }): Promise<Room> {
  const status = over.status ?? 'open'
  return db.room.create({ data: { eventId, status, openedAt: status === 'waiting' ? null : DEMO_NOW, closedAt: status === 'closed' ? DEMO_NOW : null, ...over } })
}

let asked = 0
/** A question in a room, shown unless `over` says otherwise; each one a second later than the one before. */
export async function makeQuestion(db: Db | Tx, { eventId, ...over }: Partial<Prisma.QuestionUncheckedCreateInput> & { eventId: string }): Promise<Question> {
  const n = asked++
  const createdAt = over.createdAt ?? new Date(DEMO_NOW.getTime() + n * 1000)
  const status = over.status ?? 'approved'
  const isShown = status !== 'pending' && status !== 'dismissed' && status !== 'withdrawn'
  return db.question.create({
    data: {
      id: newId(),
      eventId,
      text: `小さな町でも始められる規模はどれくらいですか(${n + 1})`,
      status,
      createdAt,
      reason: status === 'dismissed' ? 'time' : null,
      approvedAt: isShown ? createdAt : null,
      answeringAt: status === 'answering' || status === 'answered_live' ? createdAt : null,
      answeredAt: status === 'answered_live' || status === 'answered_text' ? createdAt : null,
      ...over,
    },
  })
}

/** A label of a room, for everybody unless `over` says otherwise. */
export async function makeLabel(db: Db | Tx, over: Partial<Prisma.QuestionLabelUncheckedCreateInput> & { eventId: string; name: string }): Promise<QuestionLabel> {
  return db.questionLabel.create({ data: { id: newId(), isPublic: true, ...over } })
}

/** A message to the stage. */
export async function makeMessage(db: Db | Tx, over: Partial<Prisma.StageMessageUncheckedCreateInput> & { eventId: string; fromId: string }): Promise<StageMessage> {
  return db.stageMessage.create({ data: { id: newId(), text: 'あと10分です', at: DEMO_NOW, ...over } })
}

/** The votes of a question that was put together with another, as they stand there; the count follows. */
export async function mergeVotes(db: Db | Tx, questionId: string, intoId: string): Promise<void> {
  const votes = await db.questionVote.findMany({ where: { questionId, viaId: null }, select: { memberId: true, at: true } })
  await db.questionVote.createMany({ data: votes.map((v) => ({ ...v, questionId: intoId, viaId: questionId })), skipDuplicates: true })
  await db.question.update({ where: { id: intoId }, data: { voteCount: await db.questionVote.count({ where: { questionId: intoId } }) } })
}

/** 「わたしも聞きたい」 of these members; the count follows. */
export async function makeVotes(db: Db | Tx, questionId: string, memberIds: string[], at: Date = DEMO_NOW): Promise<void> {
  await db.questionVote.createMany({ data: memberIds.map((memberId) => ({ questionId, memberId, at })), skipDuplicates: true })
  await db.question.update({ where: { id: questionId }, data: { voteCount: await db.questionVote.count({ where: { questionId } }) } })
}
