import { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { accessEvent } from '../events/index.server.ts'
import { canHost } from '../events/policy.ts'
import type { Question } from './fold.ts'
import { whyNotAsk } from './policy.ts'
import { readQuestions, toQuestion } from './question-row.server.ts'

/** What has been asked before an event: what most people want to hear, how many there are, and for who runs it how many wait to be checked. */
export type QuestionsAhead = { top: Question[]; count: number; pending: number | null; canAsk: boolean }

const TOP = 3

/** For the event's page, while its room has not been opened and its time has not passed; else null. */
export async function questionsAhead(ctx: Ctx, eventId: string): Promise<QuestionsAhead | null> {
  const event = await accessEvent(ctx, eventId)
  const isOver = event.endsAt <= ctx.now()
  if (event.kind !== 'seminar' || event.status !== 'published' || isOver) return null
  const [rows, [counted]] = await Promise.all([
    readQuestions(ctx.db, Prisma.sql`q.id in (select id from question where event_id = ${event.id}::uuid and status = 'approved' order by vote_count desc, created_at, id limit ${fixed(TOP)})`),
    ctx.db.$queryRaw<{ status: 'waiting' | 'open' | 'closed' | null; isAskingOpen: boolean | null; shown: number; pending: number }[]>`
      select (select status::text from room where event_id = ${event.id}::uuid) as status, (select is_asking_open from room where event_id = ${event.id}::uuid) as "isAskingOpen",
        (count(*) filter (where status = 'approved'))::int as shown, (count(*) filter (where status = 'pending'))::int as pending from question where event_id = ${event.id}::uuid`,
  ])
  const status = counted?.status ?? 'waiting'
  if (status !== 'waiting') return null
  return {
    top: rows.toSorted((a, b) => b.votes - a.votes).map((row) => toQuestion(row, 'all')), count: counted?.shown ?? 0, pending: canHost(ctx.actor, event) ? (counted?.pending ?? 0) : null,
    canAsk: whyNotAsk({ status, isAskingOpen: counted?.isAskingOpen ?? true }, isOver) === null,
  }
}
