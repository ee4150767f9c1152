import type { Db, Tx } from '../../core/db.server.ts'
import { fixed } from '../../core/fixed.server.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { OwnQuestion, Question } from './fold.ts'
import { type DismissReason, dismissReasons, isAnswered, isPublic, QUESTIONS_A_ROOM, type QuestionStatus } from './policy.ts'

/** A question with what stands around it. */
export type QuestionRow = {
  id: string
  eventId: string
  authorId: string | null
  authorName: string | null
  pseudonym: string | null
  text: string
  originalText: string | null
  status: QuestionStatus
  votes: number
  createdAt: Date
  approvedAt: Date | null
  answeringAt: Date | null
  answeredAt: Date | null
  reason: string | null
  dismissNote: string | null
  appeal: string | null
  labelIds: string[]
  publicLabelIds: string[]
  answer: string | null
  answerAt: Date | null
  answerer: string | null
  mergedInto: string | null
  merged: string[]
  /** Reports that wait for a decision; for hosts. */
  reports: number
}

/** The questions that `where` (over `q`) holds for, in the order of a room: as they were asked. Without `isForHosts` nobody looks for reports. */
export function readQuestions(db: Db | Tx, where: Prisma.Sql, isForHosts = true): Promise<QuestionRow[]> {
  return db.$queryRaw<QuestionRow[]>`
    select q.id, q.event_id as "eventId", q.author_id as "authorId", a.display_name as "authorName", q.pseudonym, q.text, q.original_text as "originalText", q.status::text, q.vote_count as votes,
      q.created_at as "createdAt", q.approved_at as "approvedAt", q.answering_at as "answeringAt", q.answered_at as "answeredAt", q.reason, q.dismiss_note as "dismissNote", q.appeal, q.label_ids as "labelIds",
      case when q.label_ids = '{}' then '{}' else array(select l.id from question_label l where l.id = any(q.label_ids) and l.is_public order by l.id) end as "publicLabelIds",
      q.answer, q.answer_at as "answerAt", w.display_name as answerer, q.merged_into_id as "mergedInto", array(select c.id from question c where c.merged_into_id = q.id order by c.id) as merged,
      ${isForHosts ? Prisma.sql`(select count(*)::int from report o where o.subject = 'question' and o.subject_id = q.id and o.status = 'open')` : Prisma.sql`0`} as reports
    from question q left join member a on a.id = q.author_id left join member w on w.id = q.answerer_id
    where ${where} order by q.created_at, q.id limit ${fixed(QUESTIONS_A_ROOM)}`
}

export async function readQuestion(db: Db | Tx, id: string): Promise<QuestionRow | undefined> {
  const [row] = await readQuestions(db, Prisma.sql`q.id = ${id}::uuid`)
  return row
}

/** After a change in the same transaction: the row is there. */
export async function questionNow(db: Db | Tx, id: string): Promise<QuestionRow> {
  const row = await readQuestion(db, id)
  if (!row) throw new Error(`question ${id} was here a moment ago`)
  return row
}

const reasonOf = (reason: string | null): DismissReason | null => dismissReasons.find((r) => r === reason) ?? null

/** What hosts see (`staff`), or everybody (`all`). */
export function toQuestion(row: QuestionRow, audience: 'all' | 'staff'): Question {
  const isStaff = audience === 'staff'
  const labels = (isStaff ? row.labelIds : row.publicLabelIds).toSorted()
  const isAnswerShown = row.answer !== null && (isStaff || isAnswered(row.status))
  return {
    id: row.id,
    text: row.text,
    ...(isStaff && row.originalText !== null && { original: row.originalText }),
    asker: row.authorId === null ? null : row.pseudonym !== null ? { id: null, name: row.pseudonym } : { id: row.authorId, name: row.authorName ?? '' },
    status: row.status,
    votes: row.votes,
    askedAt: row.createdAt.toISOString(),
    answeringAt: row.answeringAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    reason: reasonOf(row.reason),
    ...(isStaff && row.dismissNote !== null && { note: row.dismissNote }),
    ...(isStaff && row.appeal !== null && { appeal: row.appeal }),
    ...(labels.length > 0 && { labels }),
    ...(isAnswerShown && row.answer !== null && { answer: { text: row.answer, by: row.answerer ?? '', at: (row.answerAt ?? row.createdAt).toISOString() } }),
    ...(row.mergedInto !== null && { mergedInto: row.mergedInto }),
    ...(row.merged.length > 0 && { merged: row.merged }),
    ...(isStaff && hasRudeWords(`${row.text} ${row.pseudonym ?? ''}`) && { isRude: true as const }),
    ...(isStaff && row.reports > 0 && { reports: row.reports }),
  }
}

export type OwnRow = Pick<QuestionRow, 'id' | 'text' | 'originalText' | 'createdAt' | 'status' | 'reason' | 'dismissNote' | 'appeal' | 'mergedInto'>

/** As its author sees it. */
export const toOwn = (row: OwnRow): OwnQuestion => ({
  id: row.id,
  text: row.text,
  askedAt: row.createdAt.toISOString(),
  status: isPublic(row.status) ? 'shown' : row.status === 'dismissed' || row.status === 'merged' || row.status === 'withdrawn' ? row.status : 'pending',
  reason: reasonOf(row.reason),
  ...(row.dismissNote !== null && { note: row.dismissNote }),
  ...(row.appeal !== null && { appeal: row.appeal }),
  ...(row.originalText !== null && { original: row.originalText }),
  ...(row.mergedInto !== null && { into: row.mergedInto }),
})
