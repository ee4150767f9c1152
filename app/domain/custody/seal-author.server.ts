import { parse, stringify } from 'uuid'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { loadSealing, seal, unseal } from '../../core/sealing.server.ts'
import { type LiveKey, liveKeys } from './keys.server.ts'

/** Whether names can be sealed: both custodians have their keys. `isLocking`: and no key changes until the transaction ends. */
export const hasCustodians = async (ctx: Ctx, isLocking = false): Promise<boolean> => (await liveKeys(ctx.db, isLocking)) !== null

/** Makes ready what sealing needs, before a transaction begins. */
export const readySealing = async (): Promise<void> => void (await loadSealing())

/**
 * Seals who asked a question for both custodians, one within the other, in the question's transaction. The box holds the question too, so
 * that it opens nothing when it is laid to another. Throws `conflict` when there are not two custodians.
 */
export async function sealAuthor(tx: TxCtx, questionId: string, memberId: string): Promise<void> {
  const keys = await liveKeys(tx.db)
  if (keys === null) throw conflict('live.no_custodians')
  const within = await seal(Buffer.concat([parse(memberId), parse(questionId)]), keys.second.publicKey)
  const box = await seal(within, keys.hr.publicKey)
  await tx.db.$executeRaw`insert into question_seal (question_id, hr_key_id, second_key_id, box) values (${questionId}::uuid, ${keys.hr.id}::uuid, ${keys.second.id}::uuid, ${box})`
}

/** What the second custodian's seal within a box holds: the member. Throws `conflict` when it was laid to another question. */
export async function authorIn(half: Uint8Array, questionId: string, { publicKey }: LiveKey, privateKey: Uint8Array): Promise<string> {
  const held = await unseal(half, publicKey, privateKey)
  if (held.length !== 32 || stringify(held.subarray(16)) !== questionId) throw conflict('custody.of_another')
  return stringify(held.subarray(0, 16))
}
