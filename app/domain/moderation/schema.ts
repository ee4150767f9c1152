import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'

/** Why something is reported, in the order of the form. `secrecy`: what somebody learned in service (地方公務員法34条). */
export const reportReasons = ['personal', 'secrecy', 'hurtful', 'sales', 'influence', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]
export const NOTE_LIMIT = 500

const note = z.string().trim().refine((s) => countGraphemes(s) <= NOTE_LIMIT, 'form.too_long').refine((s) => !s.includes('\u0000'), 'form.invalid').default('')

export const reportPostInput = z.strictObject({
  commandId: z.uuid(),
  topicId: z.uuid(),
  no: z.coerce.number().int().min(1),
  reason: z.enum(reportReasons, 'form.choose'),
  note,
})

export const dismissReportInput = z.strictObject({ commandId: z.uuid(), reportId: z.uuid(), note })
