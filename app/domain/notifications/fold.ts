import type { z } from 'zod'
import type { inboxEvents } from './events.ts'

/** What a member's own room shows everywhere: how many notifications wait. */
export type InboxState = { unread: number }

type InboxEvents = { [K in keyof typeof inboxEvents]: { type: K; payload: z.output<(typeof inboxEvents)[K]> } }[keyof typeof inboxEvents]
/** The stream also carries what is not about the inbox (`session.ended`); that changes nothing here. */
export type UserEvent = InboxEvents | { type: string; payload: unknown }

const isInbox = (event: UserEvent): event is InboxEvents => event.type === 'notification.added' || event.type === 'notifications.read'

export function foldInbox(state: InboxState, event: UserEvent): InboxState {
  if (!isInbox(event)) return state
  if (event.type === 'notification.added') return { unread: state.unread + 1 }
  return { unread: state.unread - event.payload.count }
}
