import { z } from 'zod'
import { mailLists } from './policy.ts'

/** What a notification can be about. Each has a text `inbox.kinds.<kind>` in app/i18n, filled with its params. */
export const notificationKinds = [
  'welcome',
  'topic_started',
  'topic_replied',
  'topic_replied_many',
  'quoted',
  'quoted_many',
  'mentioned',
  'mentioned_many',
  'posts_moved',
  'bookmark_due',
  'seat_given',
  'seat_offered',
  'event_changed',
  'event_proposed',
  'proposal_commented',
  'proposal_changes',
  'proposal_approved',
  'proposal_declined',
  'event_named',
  'event_published',
  'event_cancelled',
  'question_answered',
  'question_dismissed',
  'question_moved',
  'question_opened',
  'questions_ahead',
  'seal_asked',
  'seal_decided',
  'mentor_asked',
  'mentor_accepted',
  'mentor_declined',
  'topic_assigned',
  'report_decided',
  'voice_received',
  'voice_considering',
  'voice_answered',
  'voice_adopted',
  'voice_partly',
  'voice_noted',
  'voice_declined',
  'voice_done',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** Names and titles as they were when it happened. */
export const notificationParams = z.record(z.string(), z.string())
/** A path of this place. */
export const notificationHref = z.string().max(500).regex(/^\/(?![/\\])[^\s\\]*$/)

export const markReadInput = z.strictObject({ commandId: z.uuid(), id: z.uuid().optional() })
export const choiceInput = z.strictObject({ commandId: z.uuid(), list: z.enum(mailLists), isOn: z.enum(['on', 'off']).transform((v) => v === 'on') })
export const resendInput = z.strictObject({ commandId: z.uuid(), id: z.uuid() })
/** RFC 8058 sends `List-Unsubscribe=One-Click`; the page's own button sends nothing of importance. */
export const unsubscribeInput = z.object({})
