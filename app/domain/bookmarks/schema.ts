import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { NOTE_LIMIT, reminderChoices } from './policy.ts'

const commandId = z.uuid()
const ticked = z.literal('on').optional().transform((v) => v === 'on')

export const bookmarkInput = z.strictObject({
  commandId,
  note: z.string().trim().refine((s) => countGraphemes(s) <= NOTE_LIMIT, 'form.too_long').refine((s) => !s.includes('\u0000'), 'form.invalid'),
  /** `keep`: as it was. */
  remind: z.enum(['none', 'keep', ...reminderChoices], 'form.choose'),
  date: z.string().max(20).default(''),
  time: z.string().max(20).default(''),
  byMail: ticked,
  removeAfter: ticked,
})
export type BookmarkInput = z.output<typeof bookmarkInput>
export const commandInput = z.strictObject({ commandId })
export const removeInput = z.strictObject({ commandId, id: z.uuid() })
