import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import { type Page, decodeTimeCursor, toPage } from '../../core/paging.ts'
import { found } from '../../core/search/match.server.ts'
import type { Query } from '../../core/search/query.ts'
import { type Segment, snippet } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { visibleEvents } from '../events/index.server.ts'
import { accountOf } from './access.server.ts'
import { publicStatuses } from './policy.ts'
import { type RecordingFacts, recordingOf } from './recording.server.ts'
import { chaptersOf } from './views.ts'

export type QuestionFind = { event: string | null; authors: string[] | null; isAnswered: boolean | null; from: Date | null; until: Date | null }
export type QuestionHit = { id: string; eventId: string; eventTitle: string; text: Segment[]; isAnswered: boolean; votes: number; at: string; /** Where its answer begins in a recording that plays here; null: nowhere. */ second: number | null }

/** Questions that everybody in their rooms may see, newest first, paged by key. Nobody finds out who asked namelessly. */
export async function searchQuestions(ctx: Ctx, query: Query, find: QuestionFind, cursor: string | null, take: number): Promise<Page<QuestionHit>> {
  const actor = accountOf(ctx)
  const beyond = decodeTimeCursor(cursor)
  const and = (is: boolean, condition: Prisma.Sql) => (is ? Prisma.sql`and ${condition}` : Prisma.empty)
  const rows = await ctx.db.$queryRaw<({ id: string; at: Date; text: string; isAnswered: boolean; votes: number; eventId: string; eventTitle: string; status: string; answeringAt: Date | null; openedAt: Date | null } & RecordingFacts)[]>`
    with q as materialized (select q.id, q.event_id, q.created_at, q.text, q.status, q.vote_count, q.answering_at from question q where q.status::text = any(${[...publicStatuses]}) and ${found(Prisma.sql`q.norm`, query)}
      ${and(beyond !== null, Prisma.sql`(q.created_at, q.id) < (${beyond?.at}, ${beyond?.id}::uuid)`)}
      ${and(find.event !== null, Prisma.sql`q.event_id = ${isId(find.event) ? find.event : null}::uuid`)}
      ${and(find.authors !== null, Prisma.sql`q.pseudonym is null and q.author_id = any(${find.authors ?? []}::uuid[])`)}
      ${and(find.isAnswered !== null, Prisma.sql`(q.status in ('answered_live', 'answered_text')) = ${find.isAnswered ?? true}`)}
      ${and(find.from !== null, Prisma.sql`q.created_at >= ${find.from}`)} ${and(find.until !== null, Prisma.sql`q.created_at < ${find.until}`)})
    select q.id, q.created_at as at, q.text, q.status in ('answered_live', 'answered_text') as "isAnswered", q.vote_count as votes, e.id as "eventId", e.title as "eventTitle",
      q.status::text as status, q.answering_at as "answeringAt", case when r.status = 'closed' then r.opened_at end as "openedAt", r.stream_url as "streamUrl", r.recording_url as "recordingUrl", r.recording_offset as "recordingOffset"
    from q join event e on e.id = q.event_id join room r on r.event_id = e.id where e.status <> 'cancelled' and ${visibleEvents(actor)} order by q.created_at desc, q.id desc limit ${fixed(take + 1)}`
  const page = toPage(rows, take, (r) => [r.at.toISOString(), r.id])
  return { items: page.items.map((row) => ({ id: row.id, eventId: row.eventId, eventTitle: row.eventTitle, isAnswered: row.isAnswered, votes: row.votes, text: snippet(row.text, query), at: row.at.toISOString(), second: secondIn(row) })), next: page.next }
}

function secondIn({ openedAt, ...row }: { id: string; text: string; status: string; answeringAt: Date | null; openedAt: Date | null } & RecordingFacts): number | null {
  const recording = recordingOf(row)
  if (recording === null || recording.stream.kind === 'link') return null
  return chaptersOf({ openedAt, recording, questions: [row] })[0]?.second ?? null
}
