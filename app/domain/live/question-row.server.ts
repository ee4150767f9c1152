import type { Prisma } from '../../../prisma/generated/client.ts'
import type { OwnQuestion, Question } from './fold.ts'
import { type DismissReason, dismissReasons, isPublic } from './policy.ts'

/** What a room shows of a question. */
export const questionSelect = {
  id: true, eventId: true, text: true, status: true, voteCount: true, createdAt: true, answeringAt: true, answeredAt: true, reason: true,
  author: { select: { id: true, displayName: true } },
} satisfies Prisma.QuestionSelect
export type QuestionRow = Prisma.QuestionGetPayload<{ select: typeof questionSelect }>

/** The order of a room: as they were asked. */
export const askedOrder = [{ createdAt: 'asc' }, { id: 'asc' }] satisfies Prisma.QuestionOrderByWithRelationInput[]

const reasonOf = (reason: string | null): DismissReason | null => dismissReasons.find((r) => r === reason) ?? null

export const toQuestion = (row: QuestionRow): Question => ({
  id: row.id,
  text: row.text,
  asker: row.author && { id: row.author.id, name: row.author.displayName },
  status: row.status,
  votes: row.voteCount,
  askedAt: row.createdAt.toISOString(),
  answeringAt: row.answeringAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  reason: reasonOf(row.reason),
})

/** As its author sees it. */
export const toOwn = (row: Pick<QuestionRow, 'id' | 'text' | 'createdAt' | 'status' | 'reason'>): OwnQuestion => ({
  id: row.id,
  text: row.text,
  askedAt: row.createdAt.toISOString(),
  status: isPublic(row.status) ? 'shown' : row.status === 'dismissed' ? 'dismissed' : 'pending',
  reason: reasonOf(row.reason),
})
