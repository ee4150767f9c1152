import { createHash } from 'node:crypto'
import type { TxCtx } from '../../app/core/ctx.ts'
import { sealAuthor } from '../../app/domain/custody/index.server.ts'
import { makeCustodians } from '../factories/custody.ts'
import { memberId } from './ids.ts'

/** The two custodians, and the seals of what was asked without a name. */
export async function layCustody(tx: TxCtx): Promise<void> {
  await makeCustodians(tx.db, { hr: memberId('sanumahara'), second: memberId('naruseya') })
  const asked = await tx.db.question.findMany({ where: { authorId: null }, select: { id: true }, orderBy: { id: 'asc' }, take: 50 })
  for (const { id } of asked) {
    await tx.db.question.update({ where: { id }, data: { capabilityHash: createHash('sha256').update(`nobody's ${id}`).digest('base64url') }, select: { id: true } })
    await sealAuthor(tx, id, memberId('yoshihiro'))
  }
}
