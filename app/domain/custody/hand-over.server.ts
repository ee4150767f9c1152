import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid } from '../../core/errors.ts'
import { lockKey } from '../../core/sealing.server.ts'
import { candidate } from './custodians.server.ts'
import { readKeys, unlock } from './keys.server.ts'
import { custodian } from './openings.server.ts'
import type { handOverInput } from './schema.ts'

/**
 * A seat passes on with its key, so that what was sealed before can still be opened: both custodians give their passphrases, and the
 * successor chooses theirs, at one screen. Throws `invalid` beside each field, `conflict` while an opening waits.
 */
export async function handOver(ctx: Ctx, { seat, memberId, secretHr, secretSecond, secretNew, commandId }: z.output<typeof handOverInput>): Promise<null> {
  const { keys } = await custodian(ctx)
  const going = keys[seat]
  const { id } = await candidate(ctx, seat, memberId)
  if (id === keys.hr.holderId || id === keys.second.holderId) throw invalid({ memberId: 'custody.holds_other' })
  const secrets = { hr: { field: 'secretHr', secret: secretHr }, second: { field: 'secretSecond', secret: secretSecond } }
  const other = seat === 'hr' ? keys.second : keys.hr
  await unlock(ctx, other, secrets[other.seat].secret, secrets[other.seat].field, () => null)
  const locked = await unlock(ctx, going, secrets[seat].secret, secrets[seat].field, (privateKey) => lockKey(ctx.passwords.derive, secretNew, privateKey))
  return once(ctx, 'custody:hand-over', commandId, async (tx) => {
    const now = await readKeys(tx.db, true)
    for (const key of [going, other]) if (!now.some((k) => k.id === key.id && k.holderId === key.holderId && k.locked === key.locked)) throw conflict('custody.held')
    if (await tx.db.sealOpening.findFirst({ where: { status: 'waiting', expiresAt: { gt: tx.now() }, seal: { OR: [{ hrKeyId: going.id }, { secondKeyId: going.id }] } }, select: { id: true } })) throw conflict('custody.opening_waits')
    await tx.db.custodianKey.update({ where: { id: going.id }, data: { holderId: id, locked, namedAt: tx.now() }, select: { id: true } })
    tx.audit({ action: 'custodian.handed_over', subject: 'member', subjectId: id, detail: { seat, from: going.holderId } })
    return null
  })
}
