import type { TxCtx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { inboxEvents } from './events.ts'
import { notificationHref, type NotificationKind, notificationParams } from './schema.ts'

export type NewNotification = {
  memberId: string
  kind: NotificationKind
  /** Names and titles that the text of this kind asks for. */
  params: Record<string, string>
  /** A path of this place. */
  href: string
  /** One notification a member and key, for ever. */
  dedupeKey: string
}

/** Puts a notification into a member's inbox and tells their open windows. A second one with the same key changes nothing. */
export const notify = async (tx: TxCtx, notification: NewNotification): Promise<boolean> => (await notifyAll(tx, [notification])) === 1

/** Several notifications in one statement. Answers how many are new. */
export async function notifyAll(tx: TxCtx, notifications: NewNotification[]): Promise<number> {
  if (notifications.length === 0) return 0
  const createdAt = tx.now()
  const rows = notifications.map((n) => ({ id: newId(), memberId: n.memberId, kind: n.kind, params: notificationParams.parse(n.params), href: notificationHref.parse(n.href), dedupeKey: n.dedupeKey, createdAt }))
  const written = await tx.db.notification.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true, memberId: true, kind: true } })
  const kinds = new Map(rows.map((r) => [r.id, r.kind]))
  for (const { id, memberId } of written) {
    const kind = kinds.get(id)
    if (kind !== undefined) tx.emit(`user:${memberId}`, inboxEvents, 'notification.added', { id, kind })
  }
  return written.length
}
