import { z } from 'zod'

export const retryInput = z.strictObject({ commandId: z.uuid(), id: z.string().regex(/^\d{1,18}$/) })
