import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import type { RoomSource } from '../../core/rooms.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { inboxEvents } from './events.ts'
import type { InboxState } from './fold.ts'
import { wordsOf } from './words.ts'
import { type markReadInput, notificationKinds, type NotificationKind, notificationParams } from './schema.ts'

export type NotificationView = { id: string; kind: NotificationKind; params: Record<string, string>; href: string; createdAt: string; isRead: boolean }

const PER_PAGE = 20
const isKind = (kind: string): kind is NotificationKind => notificationKinds.some((k) => k === kind)

/** The actor's own notifications, or those not read yet, newest first, paged by key. */
export async function listNotifications(ctx: Ctx, cursor: string | null, { isUnreadOnly = false } = {}): Promise<Page<NotificationView>> {
  if (!isMember(ctx.actor)) throw notFound()
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const beyond = at !== undefined && isId(id) && !Number.isNaN(Date.parse(String(at))) ? { OR: [{ createdAt: { lt: new Date(String(at)) } }, { createdAt: new Date(String(at)), id: { lt: id } }] } : {}
  const rows = await ctx.db.notification.findMany({
    where: { memberId: ctx.actor.id, kind: { in: [...notificationKinds] }, ...(isUnreadOnly && { readAt: null }), ...beyond }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1,
    select: { id: true, kind: true, params: true, who: true, href: true, createdAt: true, readAt: true },
  })
  const page = toPage(rows, PER_PAGE, (r) => [r.createdAt.toISOString(), r.id])
  const items = page.items.flatMap((r) => (isKind(r.kind) ? [{ id: r.id, ...wordsOf({ kind: r.kind, params: notificationParams.parse(r.params), who: r.who }), href: r.href, createdAt: r.createdAt.toISOString(), isRead: r.readAt !== null }] : []))
  return { items, next: page.next }
}

/** How many of the actor's notifications wait; 0 for everybody who has no inbox. */
export async function unreadInbox(ctx: Ctx): Promise<number> {
  if (!isMember(ctx.actor)) return 0
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`select count(*)::int as n from notification where member_id = ${ctx.actor.id}::uuid and read_at is null`
  return row?.n ?? 0
}

/** Marks as read what is not; the rows in the order in which whoever adds to them takes them, so that nobody waits for one another. */
const readThose = (tx: TxCtx, memberId: string, which: Prisma.Sql): Promise<number> => tx.db.$executeRaw`
  with those as (select id from notification where member_id = ${memberId}::uuid and read_at is null ${which} order by dedupe_key for update)
  update notification n set read_at = ${tx.now()} from those where n.id = those.id`

/** Marks one of the actor's notifications as read, or all of them. Answers how many were not read before. */
export function markRead(ctx: Ctx, input: z.output<typeof markReadInput>): Promise<{ count: number }> {
  return once(ctx, 'inbox.read', input.commandId, async (tx) => {
    if (!isMember(tx.actor)) throw notFound()
    const memberId = tx.actor.id
    const count = await readThose(tx, memberId, input.id === undefined ? Prisma.empty : Prisma.sql`and id = ${input.id}::uuid`)
    if (count > 0) tx.emit(`user:${memberId}`, inboxEvents, 'notifications.read', { count })
    return { count }
  })
}

/** The actor has been shown a topic's posts up to `no`: what their inbox tells of those is read, in all their windows. */
export async function readTopicNotices(ctx: Ctx, topicId: string, no: number): Promise<number> {
  if (!isMember(ctx.actor)) return 0
  const memberId = ctx.actor.id
  return ctx.tx(async (tx) => {
    const count = await readThose(tx, memberId, Prisma.sql`and topic_id = ${topicId}::uuid and (no is null or no <= ${no})`)
    if (count > 0) tx.emit(`user:${memberId}`, inboxEvents, 'notifications.read', { count })
    return count
  })
}

/** The room of one account: what concerns nobody else. Applicants hear theirs too (a session that ends); nobody hears another's. */
export const userRoom: RoomSource<InboxState> = {
  async open(ctx, id) {
    if (ctx.actor.kind !== 'account' || ctx.actor.id !== id) throw notFound()
    return { stream: `user:${id}`, can: {} }
  },
  snapshot: async (ctx, id) => ({ unread: await ctx.db.notification.count({ where: { memberId: id, readAt: null } }) }),
}
