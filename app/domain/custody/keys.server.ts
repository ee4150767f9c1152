import type { Account, Role } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import type { Db, Tx } from '../../core/db.server.ts'
import { DomainError } from '../../core/errors.ts'
import { withKey } from '../../core/sealing.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { maySit, type Seat, SECRET_RULE } from './policy.ts'

export type KeyRow = { id: string; seat: Seat; holderId: string; name: string; role: Role; isActive: boolean; publicKey: Uint8Array<ArrayBuffer> | null; locked: string | null; namedAt: Date; madeAt: Date | null }
/** A key that can seal and open: made, and its holder still sits where the seat asks. */
export type LiveKey = KeyRow & { publicKey: Uint8Array<ArrayBuffer>; locked: string }

/** The keys of the two seats as they are now: one or none of each. `isLocking` keeps them until the transaction ends. */
export async function readKeys(db: Db | Tx, isLocking = false): Promise<KeyRow[]> {
  const rows = await db.$queryRaw<KeyRow[]>`
    select k.id, k.seat, k.holder_id as "holderId", m.display_name as name, m.role::text, m.status = 'active' as "isActive", k.public_key as "publicKey", k.locked, k.named_at as "namedAt", k.made_at as "madeAt"
    from custodian_key k join member m on m.id = k.holder_id where k.ended_at is null order by k.seat limit 2 ${isLocking ? Prisma.sql`for update of k` : Prisma.empty}`
  return rows.map((row) => ({ ...row, publicKey: row.publicKey && new Uint8Array(row.publicKey) }))
}

/** Whether its holder may still hold it. A key whose holder is gone seals nothing more. */
export const isHeld = (key: KeyRow): boolean => key.isActive && maySit(key.seat, key.role)
const isLive = (key: KeyRow): key is LiveKey => isHeld(key) && key.publicKey !== null && key.locked !== null

/** Both keys, when both custodians are there. */
export async function liveKeys(db: Db | Tx, isLocking = false): Promise<Record<Seat, LiveKey> | null> {
  const keys = (await readKeys(db, isLocking)).filter(isLive)
  const [hr, second] = [keys.find((k) => k.seat === 'hr'), keys.find((k) => k.seat === 'second')]
  return hr && second ? { hr, second } : null
}

export const keyOf = (keys: Record<Seat, LiveKey> | null, account: Account): LiveKey | undefined => keys === null ? undefined : [keys.hr, keys.second].find((k) => k.holderId === account.id)

/** Does something with a custodian's private key. Throws `invalid` beside `field` for another passphrase, `too_many` after five of them. */
export async function unlock<T>(ctx: Ctx, key: LiveKey, secret: string, field: string, use: (privateKey: Uint8Array) => T | Promise<T>): Promise<T> {
  try {
    await ctx.limit('custody.secret', key.id, SECRET_RULE)
  } catch (error) {
    throw error instanceof DomainError && error.code === 'too_many' ? new DomainError('too_many', { fields: { [field]: 'custody.secret_too_many' }, ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }) }) : error
  }
  const done = await withKey(ctx.passwords.derive, secret, key.locked, use)
  if (done === null) throw new DomainError('invalid', { fields: { [field]: 'custody.secret_wrong' } })
  await ctx.limit.giveBack('custody.secret', key.id, SECRET_RULE)
  return done.value
}
