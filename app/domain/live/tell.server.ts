/** Who hears of what: both audiences of a room, or the author alone. */
import type { z } from 'zod'
import type { TxCtx } from '../../core/ctx.ts'
import { askerEvents, roomEvents } from './events.ts'
import { type QuestionRow, toOwn } from './question-row.server.ts'
import { allOf, staffOf } from './streams.ts'

/** Attendees and hosts alike. */
export function tellEverybody<K extends keyof typeof roomEvents>(tx: TxCtx, eventId: string, type: K, payload: z.input<(typeof roomEvents)[K]>): void {
  tx.emit(allOf(eventId), roomEvents, type, payload)
  tx.emit(staffOf(eventId), roomEvents, type, payload)
}

/** The author hears what became of their question, and why. */
export function tellAsker(tx: TxCtx, row: QuestionRow): void {
  if (!row.author) return
  const { id, status, reason } = toOwn(row)
  tx.emit(`user:${row.author.id}`, askerEvents, 'question.decided', { eventId: row.eventId, id, status, reason })
}
