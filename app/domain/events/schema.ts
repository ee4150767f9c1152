import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'

export const SUPPORT_LIMIT = 300

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

/** What the list shows: `online` and `venue` both hold hybrid events; `open`: a seat is free now; `joined`: going or waiting. */
export const eventFilters = ['all', 'online', 'venue', 'joined', 'open'] as const
export type EventFilter = (typeof eventFilters)[number]

/** The address of the list; what it does not understand shows the whole list. */
export const listInput = z.object({
  show: z.enum(eventFilters).catch('all'),
  when: z.enum(['ahead', 'past']).catch('ahead'),
  after: z.string().max(300).nullable().catch(null),
})
export type ListInput = z.output<typeof listInput>

/** A line of the agenda. */
export const agendaSchema = z.array(z.object({ at: z.string(), text: z.string() })).catch([])
