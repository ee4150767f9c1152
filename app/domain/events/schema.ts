import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { eventFilters, SUPPORT_LIMIT } from './views.ts'

/** 申し込む. 配慮事項 are optional: up to 300 characters as people count them. */
export const registerInput = z.strictObject({
  commandId: z.uuid(),
  support: z.string().trim().default('')
    .refine((t) => countGraphemes(t) <= SUPPORT_LIMIT, 'events.support_too_long')
    .refine((t) => !t.includes('\u0000'), 'form.invalid'),
})
export type RegisterInput = z.output<typeof registerInput>

export const leaveInput = z.strictObject({ commandId: z.uuid() })
export type LeaveInput = z.output<typeof leaveInput>

/** The address of the list; what it does not understand shows the whole list. */
export const listInput = z.object({
  show: z.enum(eventFilters).catch('all'),
  when: z.enum(['ahead', 'past']).catch('ahead'),
  after: z.string().max(300).nullable().catch(null),
})
export type ListInput = z.output<typeof listInput>

/** A line of the agenda. */
export const agendaSchema = z.array(z.object({ at: z.string(), text: z.string() })).catch([])
