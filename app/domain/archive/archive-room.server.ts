import { businessDaysLater } from '../../core/business-days.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { excerpt } from '../../core/text.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { watchFor } from '../attention/index.server.ts'
import { eventsBoard, foundTopic } from '../boards/index.server.ts'
import { listMaterials } from '../files/index.server.ts'
import { questionToTopic, type RoomRecord, roomRecord } from '../live/index.server.ts'
import { roomPolls } from '../polls/index.server.ts'
import { QUESTIONS_A_ROOM } from '../live/policy.ts'
import { answeredInTopic } from './answer-left-over.server.ts'
import { followRecord } from './follow-record.server.ts'
import { archiveJobs } from './jobs.ts'
import { ANSWER_DAYS } from './policy.ts'
import { writeQuestion, writeRecord } from './write-record.server.ts'
import { settleAttendance } from './settle-attendance.server.ts'

/** Topics' titles are at most so long; a longer question stands whole in its post. */
const TITLE = 80

/**
 * Keeps what a closed room leaves: who took part, a topic for each question left over, and the record. Done again it makes nothing twice and
 * goes on where it stopped, for each part commits alone. An event without a room, or with one that is open, leaves nothing.
 */
export async function archiveRoom(ctx: Ctx, eventId: string): Promise<void> {
  const record = await roomRecord(ctx, eventId)
  if (record === null) return
  await settleAttendance(ctx, eventId)
  for (const { id } of record.questions.filter(({ status }) => status === 'approved' || status === 'deferred')) {
    await ctx.tx((tx) => keepQuestion(tx, record, id))
  }
  await ctx.tx((tx) => keepRecord(tx, eventId))
  await followTopics(ctx, eventId)
}

/** A room that was opened once more has topics from before: what was answered in either place since is answered in both. */
async function followTopics(ctx: Ctx, eventId: string): Promise<void> {
  const open = await ctx.db.questionTopic.findMany({
    where: { question: { eventId }, OR: [{ question: { status: { in: ['answered_live', 'answered_text'] } }, topic: { assigneeId: { not: null } } }, { question: { status: 'deferred' }, topic: { answerId: { not: null } } }] }, select: { topicId: true }, take: QUESTIONS_A_ROOM,
  })
  for (const { topicId } of open) await answeredInTopic(ctx, topicId)
  if (open.length > 0) await followRecord(ctx, eventId)
}

const board = (tx: TxCtx, lng: string) => {
  const t = tFor(lng === 'en' ? 'en' : 'ja')
  return eventsBoard(tx, { name: t('record.board'), description: t('record.board_text') })
}

/** A question becomes a topic of the speaker's, unless it is one. Its row is locked first: two at once make one. */
async function keepQuestion(tx: TxCtx, record: RoomRecord, questionId: string): Promise<void> {
  const question = await questionToTopic(tx, questionId)
  if (question === null || (await tx.db.questionTopic.count({ where: { questionId } })) > 0) return
  const { id: boardId } = await board(tx, record.lng)
  const topicId = await foundTopic(tx, {
    boardId, authorId: record.hostId, asks: true, title: excerpt(question.text.replace(/\s+/gu, ' '), TITLE),
    assignee: { id: record.hostId, due: businessDaysLater(tx.now(), ANSWER_DAYS) }, posts: [writeQuestion(tx, record, question)],
  })
  await tx.db.questionTopic.create({ data: { questionId, topicId }, select: { topicId: true } })
  await watchFor(tx, topicId, question.wantedBy)
  if (question.authorId !== null) tx.enqueue(archiveJobs, 'question.moved', { questionId })
}

/** The record becomes a topic, unless it is one. */
async function keepRecord(tx: TxCtx, eventId: string): Promise<void> {
  await tx.db.$queryRaw`select 1 as locked from room where event_id = ${eventId}::uuid for no key update`
  if ((await tx.db.roomArchive.count({ where: { eventId } })) > 0) return
  const record = await roomRecord(tx, eventId)
  if (record === null) return
  const topics = await tx.db.questionTopic.findMany({ where: { questionId: { in: record.questions.map(({ id }) => id) } }, select: { questionId: true, topicId: true } })
  const facts = await tx.db.event.findUniqueOrThrow({ where: { id: eventId }, select: { materialsForGoing: true } })
  const { id: boardId } = await board(tx, record.lng)
  const title = tFor(record.lng === 'en' ? 'en' : 'ja')('record.title', { title: excerpt(record.title, TITLE) })
  const posts = await writeRecord(tx, record, new Map(topics.map(({ questionId, topicId }) => [questionId, topicId])), await roomPolls(tx, eventId, 'all'), facts.materialsForGoing ? null : await listMaterials(tx, eventId))
  const topicId = await foundTopic(tx, { boardId, authorId: record.hostId, asks: false, title, posts })
  await tx.db.roomArchive.create({ data: { eventId, topicId, madeAt: tx.now() }, select: { topicId: true } })
}
