/** Who hears of what: both audiences of a room, or the author alone. */
import type { z } from 'zod'
import type { TxCtx } from '../../core/ctx.ts'
import { askerEvents, roomEvents, staffEvents } from './events.ts'
import { isPublic } from './policy.ts'
import { type QuestionRow, toOwn, toQuestion } from './question-row.server.ts'
import { allOf, staffOf } from './streams.ts'

/** Attendees and hosts alike. */
export function tellEverybody<K extends keyof typeof roomEvents>(tx: TxCtx, eventId: string, type: K, payload: z.input<(typeof roomEvents)[K]>): void {
  tx.emit(allOf(eventId), roomEvents, type, payload)
  tx.emit(staffOf(eventId), roomEvents, type, payload)
}

/** A question as it is now, each audience as it may see it. `wasShown`: attendees had it before this change. */
export async function tellQuestion(tx: TxCtx, row: QuestionRow, wasShown: boolean): Promise<void> {
  const { eventId, id } = row
  tx.emit(staffOf(eventId), staffEvents, 'question.changed', { question: toQuestion(row, 'staff') })
  if (isPublic(row.status)) tx.emit(allOf(eventId), roomEvents, wasShown ? 'question.changed' : 'question.published', { question: toQuestion(row, 'all') })
  else if (wasShown) {
    await redactLogged(tx, allOf(eventId), id, '')
    tx.emit(allOf(eventId), roomEvents, 'question.withdrawn', { id })
  }
}

/** The author hears what became of their question, and why. */
export function tellAsker(tx: TxCtx, row: QuestionRow): void {
  if (row.authorId === null) return
  const { askedAt: _, ...own } = toOwn(row)
  tx.emit(`user:${row.authorId}`, askerEvents, 'question.decided', { eventId: row.eventId, ...own })
}

/** Somebody who was away is sent the log: words that may not be read any more must not come with it. No words, no author. */
export async function redactLogged(tx: TxCtx, stream: string, questionId: string, text: string): Promise<void> {
  const left = JSON.stringify(text === '' ? { text, asker: null } : { text })
  await tx.db.$executeRaw`
    update live_event set payload = jsonb_set(payload, '{question}', ((payload->'question') - 'original' - 'answer' - 'note' - 'appeal') || ${left}::jsonb)
    where stream = ${stream} and type in ('question.published', 'question.changed', 'question.submitted') and payload->'question'->>'id' = ${questionId}`
}

/** What concerns hosts alone. */
export function tellHosts(tx: TxCtx, row: QuestionRow): void {
  tx.emit(staffOf(row.eventId), staffEvents, 'question.changed', { question: toQuestion(row, 'staff') })
}
