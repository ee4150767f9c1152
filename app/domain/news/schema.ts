import { z } from 'zod'

/** これまで → これから, with the day it takes effect and how sure that is. A planned change never becomes real by itself. */
export const changeCard = z.strictObject({ before: z.string(), after: z.string(), effectiveOn: z.string(), state: z.enum(['planned', 'in_force', 'changed']) })
/** A figure never stands without its fiscal year and its source. */
export const figureBlock = z.strictObject({ value: z.string(), unit: z.string(), fiscalYear: z.number().int(), source: z.string().min(1) })
export type ChangeCard = z.output<typeof changeCard>
export type FigureBlock = z.output<typeof figureBlock>
