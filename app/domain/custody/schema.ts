import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { REASON_LIMIT, seats, SECRET_LEAST, SECRET_MOST } from './policy.ts'

const commandId = z.uuid()
const seat = z.enum(seats)
/** Fields are called `secret…`, so that no form ever shows them again. */
const known = z.string().min(1, 'custody.secret_missing').max(1000, 'custody.secret_wrong')
const chosen = z.string().refine((s) => [...s].length >= SECRET_LEAST, 'custody.secret_short').refine((s) => [...s].length <= SECRET_MOST, 'custody.secret_long')
const isSame = (v: { secretNew: string; secretAgain: string }) => v.secretNew === v.secretAgain
const differs = { path: ['secretAgain'], error: 'custody.secret_differs' }

export const nameInput = z.strictObject({ commandId, seat, memberId: z.uuid('form.choose') })
export const makeInput = z.strictObject({ commandId, secretNew: chosen, secretAgain: z.string() }).refine(isSame, differs)
export const handOverInput = z.strictObject({ commandId, seat, memberId: z.uuid('form.choose'), secretHr: known, secretSecond: known, secretNew: chosen, secretAgain: z.string() }).refine(isSame, differs)
export const giveUpInput = z.strictObject({ commandId, sure: z.literal('on', 'custody.sure_missing') })

const reason = z.string().max(REASON_LIMIT * 14, 'custody.reason_long').transform((t) => t.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().min(1, 'custody.reason_missing').refine((t) => countGraphemes(t) <= REASON_LIMIT, 'custody.reason_long').refine((t) => !t.includes('\u0000'), 'form.invalid'))
export const askInput = z.strictObject({ commandId, questionId: z.uuid(), reason, secret: known })
export const confirmInput = z.strictObject({ commandId, openingId: z.uuid(), secret: known })
export const readInput = z.strictObject({ openingId: z.uuid(), secret: known })
export const decideInput = z.strictObject({ commandId, openingId: z.uuid() })
