import type { TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
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
  /** What it tells of, up to which number, and of whom; in a topic or of something else that counts. One that comes with the same key later joins it while it is unread, and is another when it was read. */
  fold?: { topicId: string | null; no: number; upTo: number; who: string[] } | undefined
}

/** Names kept of those who did one thing. */
const MOST_NAMES = 50

/** Puts a notification into a member's inbox and tells their open windows. A second one with the same key changes nothing. */
export const notify = async (tx: TxCtx, notification: NewNotification): Promise<boolean> => (await notifyAll(tx, [notification])) === 1

/** Several notifications. Answers how many are new, or new again because the one of that key had been read before more came. */
export async function notifyAll(tx: TxCtx, notifications: NewNotification[]): Promise<number> {
  if (notifications.length === 0) return 0
  const rows = notifications.map((n) => ({ id: newId(), memberId: n.memberId, kind: n.kind, params: notificationParams.parse(n.params), href: notificationHref.parse(n.href), dedupeKey: n.dedupeKey, fold: n.fold }))
  const told = [...(await write(tx, rows.filter((r) => r.fold === undefined))), ...(await join(tx, rows.filter((r) => r.fold !== undefined)))]
  for (const { id, memberId, kind } of told) tx.emit(`user:${memberId}`, inboxEvents, 'notification.added', { id, kind })
  return told.length
}

type Row = Omit<NewNotification, 'params'> & { id: string; params: Record<string, string> }
type Told = Pick<Row, 'id' | 'memberId' | 'kind'>

/** One statement; what is there already stays as it is. */
async function write(tx: TxCtx, rows: Row[]): Promise<Told[]> {
  if (rows.length === 0) return []
  const createdAt = tx.now()
  const written = await tx.db.notification.createManyAndReturn({ data: rows.map(({ id, memberId, kind, params, href, dedupeKey }) => ({ id, memberId, kind, params, href, dedupeKey, createdAt })), skipDuplicates: true, select: { id: true, memberId: true, kind: true } })
  return written as Told[]
}

/**
 * One statement; what is there already and unread is joined by the new names and moves up, what was read is begun anew. A row that already
 * tells as far changes nothing, so that a job may be done twice.
 */
async function join(tx: TxCtx, rows: Row[]): Promise<Told[]> {
  if (rows.length === 0) return []
  const given = JSON.stringify(rows.map(({ fold, ...row }) => ({ ...row, ...fold })))
  const done = await tx.db.$queryRaw<(Told & { toldBy: string })[]>`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as g("id" uuid, "memberId" uuid, "kind" text, "params" jsonb, "href" text, "dedupeKey" text, "topicId" uuid, "no" int, "upTo" int, "who" text[])
    )
    insert into notification as n (id, member_id, kind, params, href, dedupe_key, topic_id, no, up_to, who, told_by, created_at)
    select id, "memberId", kind, params, href, "dedupeKey", "topicId", no, "upTo", who, id, ${tx.now()} from given order by "memberId", "dedupeKey"
    on conflict (member_id, dedupe_key) do update set
      who = case when n.read_at is null then array(select w from unnest(excluded.who || n.who) with ordinality u (w, i) group by w order by min(i) limit ${fixed(MOST_NAMES)}) else excluded.who end,
      no = case when n.read_at is null then n.no else excluded.no end, href = case when n.read_at is null then n.href else excluded.href end,
      told_by = case when n.read_at is null then n.told_by else excluded.told_by end,
      params = excluded.params, up_to = excluded.up_to, created_at = excluded.created_at, read_at = null
    where excluded.up_to > coalesce(n.up_to, 0)
    returning n.id, n.member_id as "memberId", n.kind, n.told_by as "toldBy"`
  const ours = new Set(rows.map((row) => row.id))
  return done.filter((row) => ours.has(row.toldBy))
}
