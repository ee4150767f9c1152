import { createHash } from 'node:crypto'
import type { TxCtx } from '../../app/core/ctx.ts'
import { hasCustodians, sealAuthor } from '../../app/domain/custody/index.server.ts'
import { makeCustodians } from '../factories/custody.ts'
import { memberId } from './ids.ts'

/** The two custodians, and the seals of what was asked without a name. */
export async function layCustody(tx: TxCtx): Promise<void> {
  await makeCustodians(tx.db, { hr: memberId('sanumahara'), second: memberId('naruseya') })
  await laySeals(tx)
}

/** Seals the demo's questions without a name, unless visitors have dismissed the custodians. */
export async function laySeals(tx: TxCtx): Promise<void> {
  if (!(await hasCustodians(tx))) return
  const asked = await tx.db.question.findMany({ where: { authorId: null, capabilityHash: null }, select: { id: true }, orderBy: { id: 'asc' }, take: 50 })
  for (const { id } of asked) {
    await tx.db.question.update({ where: { id }, data: { capabilityHash: createHash('sha256').update(`nobody's ${id}`).digest('base64url') }, select: { id: true } })
    await sealAuthor(tx, id, memberId('yoshihiro'))
  }
}
