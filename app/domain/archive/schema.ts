import { z } from 'zod'
import { CODE_DIGITS } from './policy.ts'

/** Full-width digits and spaces are typed by people and mean the same. */
export const confirmInput = z.strictObject({
  commandId: z.uuid(),
  code: z.string().max(40).transform((code) => code.normalize('NFKC').replace(/\s/gu, '')).refine((code) => new RegExp(`^\\d{${CODE_DIGITS}}$`).test(code), 'archive.wrong_code'),
})
export type ConfirmInput = z.output<typeof confirmInput>
