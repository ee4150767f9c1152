import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { hidePost } from '../boards/index.server.ts'
import { tellReported } from '../live/index.server.ts'
import type { hidePostInput } from '../boards/schema.ts'
import { canSeeReports } from './policy.ts'
import type { dismissReportInput } from './schema.ts'
import { settleReports } from './settle-reports.server.ts'

/** 事務局 hides a post; every open report about it was right. */
export async function hideReportedPost(ctx: Ctx, input: z.output<typeof hidePostInput>): Promise<null> {
  await ctx.tx(async (tx) => {
    const { postId } = await hidePost(tx, input)
    await settleReports(tx, { subject: 'post', subjectId: postId }, 'upheld')
  })
  return null
}

/** 事務局 finds that a report needs nothing done. */
export async function dismissReport(ctx: Ctx, input: z.output<typeof dismissReportInput>): Promise<null> {
  if (!canSeeReports(ctx.actor)) throw notFound()
  return once(ctx, 'moderation.dismiss', input.commandId, async (tx) => {
    const [report] = await settleReports(tx, { id: input.reportId }, 'dismissed')
    if (!report) throw notFound()
    if (report.subject === 'question') await tellReported(tx, report.subjectId)
    tx.audit({ action: 'report.dismissed', subject: 'report', subjectId: input.reportId, ...(input.note === '' ? {} : { reason: input.note }) })
    return null
  })
}
