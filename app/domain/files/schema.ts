import { z } from 'zod'

export const uploadInput = z.strictObject({ commandId: z.uuid() })
