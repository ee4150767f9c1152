import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { Prisma, Question, Room } from '../generated/client.ts'
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
  const isShown = status !== 'pending' && status !== 'dismissed'
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
      answeredAt: status === 'answered_live' ? createdAt : null,
      ...over,
    },
  })
}

/** 「わたしも聞きたい」 of these members; the count follows. */
export async function makeVotes(db: Db | Tx, questionId: string, memberIds: string[], at: Date = DEMO_NOW): Promise<void> {
  await db.questionVote.createMany({ data: memberIds.map((memberId) => ({ questionId, memberId, at })), skipDuplicates: true })
  await db.question.update({ where: { id: questionId }, data: { voteCount: await db.questionVote.count({ where: { questionId } }) } })
}
