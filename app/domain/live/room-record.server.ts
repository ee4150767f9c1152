import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { QUESTIONS_A_ROOM, type QuestionStatus } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import { type RecordingFacts, recordingOf } from './recording.server.ts'
import { tellQuestion } from './tell.server.ts'
import type { Recording } from './views.ts'

/** `asker`: whom the room named, or the name they chose; null: nobody. */
export type RecordedQuestion = { id: string; authorId: string | null; asker: { name: string; isPseudonym: boolean } | null; text: string; status: QuestionStatus; votes: number; answer: string | null; answeringAt: Date | null }
export type RoomRecord = { eventId: string; title: string; hostId: string; lng: string; startsAt: Date; openedAt: Date | null; peak: number; recording: Recording | null; questions: RecordedQuestion[] }

/** What was shown in a room that is closed, for who keeps it: the questions in the order they were asked. Null while it is open, of a room without a host, and of a rehearsal: nothing of one is kept. Asks nobody's leave: no page calls it. */
export async function roomRecord(ctx: Ctx, eventId: string): Promise<RoomRecord | null> {
  const [row] = await ctx.db.$queryRaw<(Omit<RoomRecord, 'questions' | 'recording'> & RecordingFacts)[]>`
    select e.id as "eventId", e.title, e.host_id as "hostId", h.lng, e.starts_at as "startsAt", r.opened_at as "openedAt", r.peak, r.stream_url as "streamUrl", r.recording_url as "recordingUrl", r.recording_offset as "recordingOffset"
    from room r join event e on e.id = r.event_id join member h on h.id = e.host_id where r.event_id = ${eventId}::uuid and r.status = 'closed' and e.status = 'published'`
  if (!row) return null
  const questions = await ctx.db.$queryRaw<RecordedQuestion[]>`
    select q.id, q.author_id as "authorId", q.text, q.status::text, q.vote_count as votes, q.answer, q.answering_at as "answeringAt",
      case when q.author_id is not null and (q.pseudonym is not null or m.status = 'active') then jsonb_build_object('name', coalesce(q.pseudonym, m.display_name), 'isPseudonym', q.pseudonym is not null) end as asker
    from question q left join member m on m.id = q.author_id where q.event_id = ${eventId}::uuid and q.status in ('approved', 'answering', 'answered_live', 'answered_text', 'deferred') order by q.created_at, q.id limit ${fixed(QUESTIONS_A_ROOM)}`
  const { streamUrl, recordingUrl, recordingOffset, ...room } = row
  return { ...room, recording: recordingOf({ streamUrl, recordingUrl, recordingOffset }), questions }
}

/**
 * A question leaves its closed room for a topic: from now on it counts as put off. Answers with its words, and who asked it or wanted to
 * hear the answer too; null when it has been answered, dismissed or taken back meanwhile. Its row stays locked until the transaction ends.
 */
export async function questionToTopic(tx: TxCtx, questionId: string): Promise<{ text: string; authorId: string | null; votes: number; wantedBy: string[] } | null> {
  const [question] = await tx.db.$queryRaw<{ status: string; text: string; authorId: string | null; votes: number }[]>`
    select status::text, text, author_id as "authorId", vote_count as votes from question where id = ${questionId}::uuid for update`
  if (!question || (question.status !== 'approved' && question.status !== 'deferred')) return null
  if (question.status === 'approved') {
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'deferred' }, select: { id: true } })
    await tellQuestion(tx, await questionNow(tx.db, questionId), true)
  }
  const voters = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`select member_id as id from question_vote where question_id = ${questionId}::uuid`)
  return { text: question.text, authorId: question.authorId, votes: question.votes, wantedBy: [...new Set([...voters.map(({ id }) => id), ...(question.authorId === null ? [] : [question.authorId])])] }
}
