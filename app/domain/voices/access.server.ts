import type { Account } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { canKeepVoices, canReadVoices, type VoiceStep } from './policy.ts'

/** The reader, or `not_found`: the ledger tells nobody else that it exists. */
export function reader(ctx: Ctx): Account {
  if (!canReadVoices(ctx.actor)) throw notFound()
  return ctx.actor
}

/** Who keeps the ledger; for everybody else there is no desk. */
export function keeper(ctx: Ctx): Account {
  if (!canKeepVoices(ctx.actor)) throw notFound()
  return ctx.actor
}

/** The number in an address, or `not_found`. */
export function numberOf(no: string): number {
  const n = /^\d{1,9}$/.test(no) ? Number(no) : 0
  if (n === 0) throw notFound()
  return n
}

export type LockedVoice = { id: string; no: number; step: VoiceStep; position: string; reason: string; version: number }

/** A voice for who keeps the ledger, its row locked until the transaction ends. Throws `conflict` when it was changed since `version`. */
export async function lockVoice(tx: TxCtx, no: string, version?: number): Promise<LockedVoice> {
  keeper(tx)
  const [voice] = await tx.db.$queryRaw<LockedVoice[]>`select id, no, step::text as step, position, reason, version from voice where no = ${numberOf(no)} for no key update`
  if (!voice) throw notFound()
  if (version !== undefined && version !== voice.version) throw conflict('voices.changed')
  return voice
}
