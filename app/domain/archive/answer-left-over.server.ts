import { businessDaysLater } from '../../core/business-days.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { excerpt } from '../../core/text.ts'
import { answerHouseTopic, askHouseTopicAgain, lockHouseAnswer, saysTheSame, settleHouseTopic } from '../boards/index.server.ts'
import { accessHostedEvent } from '../events/index.server.ts'
import { answerInWriting, answerLate, followAnswer, reopenQuestion } from '../live/index.server.ts'
import { ANSWER_LIMIT } from '../live/policy.ts'
import type { QuestionInput, WriteAnswerInput } from '../live/schema.ts'
import { archiveJobs } from './jobs.ts'
import { ANSWER_DAYS } from './policy.ts'
import type { LeftOverInput } from './schema.ts'

/**
 * A question that was left over is answered in writing: in its room, where its asker is told of it, and in the topic it became, where
 * those hear it who wanted to. Throws `conflict` when it has been answered meanwhile, `not_found` for a question of another event.
 */
export async function answerLeftOver(ctx: Ctx, eventId: string, { commandId, questionId, text }: LeftOverInput): Promise<null> {
  const event = await accessHostedEvent(ctx, eventId)
  return once(ctx, 'archive:answer', commandId, async (tx) => {
    if ((await tx.db.question.count({ where: { id: questionId, eventId: event.id, room: { status: 'closed' } } })) === 0) throw notFound()
    if (!(await answerLate(tx, { questionId, text, commandId: newId() }))) throw conflict('archive.answered_meanwhile')
    await answerInTopic(tx, questionId)
    return null
  })
}

/** 文章で答える in the room's console: a question that became a topic is answered there in the same words. Throws what `answerInWriting` does. */
export const answerInRoom = (ctx: Ctx, input: WriteAnswerInput): Promise<null> =>
  ctx.tx(async (tx) => {
    await answerInWriting(tx, input)
    await answerInTopic(tx, input.questionId)
    return null
  })

/** 戻す in the room's console: also the topic waits for its answer again, and its speaker is asked for it. Throws what `reopenQuestion` does. */
export const reopenInRoom = (ctx: Ctx, input: QuestionInput): Promise<null> =>
  ctx.tx(async (tx) => {
    await reopenQuestion(tx, input)
    const kept = await keptQuestion(tx, { questionId: input.questionId })
    // Sent again it finds what was done, or what somebody has done since.
    if (kept?.status === 'approved') await askAgain(tx, kept)
    return null
  })

type Kept = { questionId: string; topicId: string; eventId: string; hostId: string | null; status: string; answer: string | null }

async function keptQuestion(tx: TxCtx, of: { questionId: string } | { topicId: string }): Promise<Kept | null> {
  const row = await tx.db.questionTopic.findUnique({ where: of, select: { questionId: true, topicId: true, question: { select: { eventId: true, status: true, answer: true, room: { select: { event: { select: { hostId: true } } } } } } } })
  if (!row) return null
  const { eventId, status, answer, room } = row.question
  return { questionId: row.questionId, topicId: row.topicId, eventId, hostId: room.event.hostId, status, answer }
}

/** The topic a question became says what the question is answered with. */
async function answerInTopic(tx: TxCtx, questionId: string): Promise<void> {
  const kept = await keptQuestion(tx, { questionId })
  if (kept === null || kept.answer === null || !kept.status.startsWith('answered')) return
  await answerHouseTopic(tx, kept.topicId, kept.answer)
  tx.enqueue(archiveJobs, 'record.follow', { eventId: kept.eventId })
}

async function askAgain(tx: TxCtx, { topicId, eventId, hostId }: Kept): Promise<void> {
  if (hostId !== null) await askHouseTopicAgain(tx, topicId, { id: hostId, due: businessDaysLater(tx.now(), ANSWER_DAYS) })
  tx.enqueue(archiveJobs, 'record.follow', { eventId })
}

/**
 * The other way round: the question that a topic came from says what its topic is answered with, or waits again when the answer was taken back. For
 * every other topic, and done twice, it changes nothing.
 */
export async function answeredInTopic(ctx: Ctx, topicId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const kept = await keptQuestion(tx, { topicId })
    if (kept === null) return
    const became = await followAnswer(tx, kept, async (question) => {
      const topic = await lockHouseAnswer(tx, topicId)
      if (topic === null) return undefined
      if (topic.answer === null && question.status !== 'answered_live') return null
      await settleHouseTopic(tx, topicId)
      if (topic.answer === null) return undefined
      const text = excerpt(topic.answer.text, ANSWER_LIMIT)
      const isSaid = question.status.startsWith('answered') && question.answer !== null && saysTheSame(question.answer, text)
      return isSaid ? undefined : { text, byId: topic.answer.isOffice ? null : topic.answer.authorId }
    })
    if (became === 'waiting') await askAgain(tx, kept)
    else if (became === 'answered') tx.enqueue(archiveJobs, 'record.follow', { eventId: kept.eventId })
  })
}
