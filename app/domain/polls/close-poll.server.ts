import type { TxCtx } from '../../core/ctx.ts'
import { type Counted, countedRow, toCounted } from './claim-polls.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'

/** Ends a poll by hand; null when it had ended already. The caller has authorised, and tells of it. */
export async function closePoll(tx: TxCtx, id: string): Promise<Counted | null> {
  const rows = await tx.db.$queryRaw<Parameters<typeof toCounted>[1][]>(Prisma.sql`update poll set closed_at = ${tx.now()}, is_dirty = false where id = ${id}::uuid and closed_at is null returning ${countedRow}`)
  return rows[0] ? toCounted(tx, rows[0]) : null
}
