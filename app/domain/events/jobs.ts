import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** asked: waits for a host; added, declined, removed: a host did it; offered, expired: of a seat held for a time. */
export const registrationChanges = ['registered', 'waitlisted', 'promoted', 'left', 'asked', 'declined', 'added', 'removed', 'offered', 'expired'] as const
export type RegistrationChange = (typeof registrationChanges)[number]
export const reminderKinds = ['week', 'day', 'hour', 'soon', 'after'] as const
export type ReminderKind = (typeof reminderKinds)[number]

/** Told to the member concerned by workers/events.ts. */
export const eventJobs = {
  /** A registration changed; `sequence` is the registration's own after the change, and with it one change is told once. */
  'registration.tell': {
    queue: 'main',
    payload: z.strictObject({ eventId: z.uuid(), memberId: z.uuid(), change: z.enum(registrationChanges), sequence: z.int().min(0) }),
    attempts: 8,
  },
  /** A reminder that was claimed. */
  'reminder.send': { queue: 'main', payload: z.strictObject({ reminderId: z.uuid() }), attempts: 8 },
} as const satisfies JobDefinitions
