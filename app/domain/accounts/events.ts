import { z } from 'zod'

/** What accounts writes to `user:<id>`. Each of them makes every process look at that member's sessions again. Browser-safe. */
export const accountEvents = {
  /** Signed out, here or from elsewhere, or expired. `sessionId` is the public id. */
  'session.ended': z.strictObject({ sessionId: z.uuid() }),
}
