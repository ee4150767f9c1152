import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { BODY_LIMIT, DEPARTMENT_LIMIT, NOTE_LIMIT, POSITION_LIMIT, REASON_LIMIT, TITLE_LIMIT, voiceSteps } from './policy.ts'

const commandId = z.uuid()
/** One line: line ends and other control characters become spaces. */
const line = (limit: number) => z.string().max(limit * 20, 'form.too_long').default('').transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()).refine((s) => countGraphemes(s) <= limit, 'form.too_long')
const lines = (limit: number) => z.string().max(limit * 20, 'form.too_long').default('').transform((s) => s.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, ' ').trim()).refine((s) => countGraphemes(s) <= limit, 'form.too_long')
const filled = <S extends z.ZodType<string>>(schema: S) => schema.refine((s) => s !== '', 'form.required')
const version = z.coerce.number().int().min(1)

const words = { title: filled(line(TITLE_LIMIT)), body: filled(lines(BODY_LIMIT)), department: filled(line(DEPARTMENT_LIMIT)) }
/** An address or an @name; `policy.ts` reads it. */
const address = line(300)

export const makeVoiceInput = z.strictObject({ commandId, ...words, address })
export const editVoiceInput = z.strictObject({ commandId, version, ...words, position: lines(POSITION_LIMIT), reason: lines(REASON_LIMIT) })
export const stepInput = z.strictObject({ commandId, version, to: z.enum(voiceSteps, 'form.choose'), position: lines(POSITION_LIMIT), reason: lines(REASON_LIMIT), note: lines(NOTE_LIMIT) })
export const sourceInput = z.strictObject({ commandId, address: filled(address) })
export const dropSourceInput = z.strictObject({ commandId, source: z.uuid() })
export const supportInput = z.strictObject({ commandId, isOn: z.enum(['1', '0']).transform((v) => v === '1') })

/** What an address of the ledger says; what cannot be meant is as if it were not there. */
export const ledgerInput = z.object({
  step: z.enum(voiceSteps).nullable().default(null).catch(null),
  /** A fiscal year. */
  year: z.coerce.number().int().min(1990).max(2200).nullable().default(null).catch(null),
  after: z.string().max(300).nullable().default(null).catch(null),
})
export type LedgerInput = z.output<typeof ledgerInput>
