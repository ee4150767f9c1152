import { z } from 'zod'
import { MAX_DOC_BYTES } from '../../core/richtext/limits.ts'
import { writeAnswerInput } from '../live/schema.ts'
import { CODE_DIGITS } from './policy.ts'

/** Full-width digits and spaces are typed by people and mean the same. */
export const confirmInput = z.strictObject({
  commandId: z.uuid(),
  code: z.string().max(40).transform((code) => code.normalize('NFKC').replace(/\s/gu, '')).refine((code) => new RegExp(`^\\d{${CODE_DIGITS}}$`).test(code), 'archive.wrong_code'),
})
export type ConfirmInput = z.output<typeof confirmInput>

const written = z.string().max(MAX_DOC_BYTES, 'form.too_long')
/** `version`: of the record's first post, as the writer has seen it; `prepared`: the document the form came with. */
export const summaryInput = z.strictObject({ commandId: z.uuid(), version: z.coerce.number().int().min(1).max(2_147_483_647), prepared: written.default(''), text: written.optional(), doc: written.optional() })
export type SummaryInput = z.output<typeof summaryInput>
export const leftOverInput = writeAnswerInput
export type LeftOverInput = z.output<typeof leftOverInput>
