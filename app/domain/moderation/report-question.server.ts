import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { dismissQuestion, shownQuestion, tellReported } from '../live/index.server.ts'
import type { DismissInput } from '../live/schema.ts'
import { canReport } from './policy.ts'
import { fileReport } from './report-post.server.ts'
import type { reportQuestionInput } from './schema.ts'
import { settleReports } from './settle-reports.server.ts'

/**
 * A member tells 事務局 about a question of a live room. Its hosts see that it was reported and how often, nobody sees by whom but 事務局. The words
 * stay with the question: when its author takes it back, they are gone from the report too. Throws `not_found` for what the actor does not see there.
 */
export async function reportQuestion(ctx: Ctx, { commandId, eventId, questionId, reason, note }: z.output<typeof reportQuestionInput>): Promise<{ isNew: boolean }> {
  if (!canReport(ctx.actor)) throw notFound()
  const { event, question } = await shownQuestion(ctx, eventId, questionId)
  return once(ctx, 'moderation.report-question', commandId, async (tx) => {
    const done = await fileReport(tx, { subject: 'question', subjectId: question.id, href: `/events/${event.id}/host?q=${question.id}#q-${question.id}`, excerpt: '' }, reason, note)
    if (done.isNew) await tellReported(tx, question.id)
    return done
  })
}

/** 見送る, by who runs the room: whoever reported the question was right. */
export const dismissReportedQuestion = (ctx: Ctx, input: DismissInput): Promise<null> =>
  ctx.tx(async (tx) => {
    await dismissQuestion(tx, input)
    await settleReports(tx, { subject: 'question', subjectId: input.questionId }, 'upheld')
    return null
  })
