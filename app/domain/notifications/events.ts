import { z } from 'zod'
import type { Schemas } from '../../core/ctx.ts'
import { notificationKinds } from './schema.ts'

/**
 * On the stream `user:<id>`. Both events move the count of unread notifications by a number, never to one: two transactions may write
 * their rows in one order and their events in the other, and the sum is the same.
 */
export const inboxEvents = {
  'notification.added': z.strictObject({ id: z.uuid(), kind: z.enum(notificationKinds) }),
  'notifications.read': z.strictObject({ count: z.number().int().positive() }),
} as const satisfies Schemas
