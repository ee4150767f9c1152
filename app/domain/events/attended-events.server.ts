import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'

/** `topicId`: the topic that keeps what was said, where there is one. */
export type AttendedEvent = { id: string; title: string; kind: 'seminar' | 'meetup'; startsAt: string; topicId: string | null }
const EVENTS_A_PAGE = 20

/** 参加履歴: the events the reader took part in, the latest first. Theirs alone: there is no other's to ask for. */
export async function attendedEvents(ctx: Ctx, cursor: string | null): Promise<Page<AttendedEvent>> {
  if (!isMember(ctx.actor)) throw notFound()
  const key = decodeTimeCursor(cursor)
  const rows = await ctx.db.$queryRaw<(Omit<AttendedEvent, 'startsAt'> & { startsAt: Date })[]>`
    select e.id, e.title, e.kind::text as kind, e.starts_at as "startsAt", t.id as "topicId"
    from registration r join event e on e.id = r.event_id and e.status = 'published' left join room_archive a on a.event_id = e.id left join topic t on t.id = a.topic_id and t.hidden_at is null
    where r.member_id = ${ctx.actor.id}::uuid and r.status = 'attended' ${key === null ? Prisma.empty : Prisma.sql`and (e.starts_at, e.id) < (${key.at}, ${key.id}::uuid)`}
    order by e.starts_at desc, e.id desc limit ${fixed(EVENTS_A_PAGE + 1)}`
  const { items, next } = toPage(rows, EVENTS_A_PAGE, (row) => [row.startsAt.toISOString(), row.id])
  return { items: items.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() })), next }
}
