import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { NOTE_LIMIT, reportReasons } from './policy.ts'

const note = z.string().trim().refine((s) => countGraphemes(s) <= NOTE_LIMIT, 'form.too_long').refine((s) => !s.includes('\u0000'), 'form.invalid').default('')

export const reportPostInput = z.strictObject({
  commandId: z.uuid(),
  topicId: z.uuid(),
  no: z.coerce.number().int().min(1),
  reason: z.enum(reportReasons, 'form.choose'),
  note,
})

export const reportQuestionInput = z.strictObject({ commandId: z.uuid(), eventId: z.uuid(), questionId: z.uuid(), reason: z.enum(reportReasons, 'form.choose'), note })

export const dismissReportInput = z.strictObject({ commandId: z.uuid(), reportId: z.uuid(), note })
