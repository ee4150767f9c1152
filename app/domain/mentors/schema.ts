import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'

/** What a member writes to a mentor: up to 500 characters as people count them. */
export const askInput = z.strictObject({
  commandId: z.uuid(),
  text: z.string().trim().min(1, 'mentors.text_required').refine((t) => countGraphemes(t) <= 500, 'mentors.text_too_long').refine((t) => !t.includes('\u0000'), 'form.invalid'),
})

const requestId = z.uuid()
const words = z.string().trim().refine((t) => countGraphemes(t) <= 500, 'mentors.text_too_long').default('')
/** A mentor's answer; a declined request carries a word for the person who asked. */
export const answerInput = z.strictObject({ commandId: z.uuid(), requestId, decision: z.enum(['accepted', 'declined', 'closed']), answer: words })
export const withdrawInput = z.strictObject({ commandId: z.uuid(), requestId })

export const findInput = z.object({
  field: z.string().trim().max(40).optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  open: z.literal('1').optional().catch(undefined),
})
