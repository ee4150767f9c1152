import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import { createPasswords } from '../../app/core/passwords.server.ts'
import { makeKey } from '../../app/core/sealing.server.ts'
import { demoSecrets } from '../../app/domain/custody/demo-logins.ts'
import type { Seat } from '../../app/domain/custody/policy.ts'
import type { CustodianKey } from '../generated/client.ts'
import { DEMO_NOW, makeMember } from './accounts.ts'

/** Made once a process: locking a key is slow on purpose. */
const made: Partial<Record<Seat, ReturnType<typeof makeKey>>> = {}
const demoKey = (seat: Seat) => (made[seat] ??= makeKey(createPasswords().derive, demoSecrets[seat]))

/** Makes the keys ready, for who has a transaction to open. */
export const readyCustodians = async (): Promise<void> => void (await Promise.all([demoKey('hr'), demoKey('second')]))

/** Both custodians with their keys, under the passphrases of the demo. */
export async function makeCustodians(db: Db | Tx, over: Partial<Record<Seat, string>> = {}): Promise<Record<Seat, CustodianKey>> {
  const key = async (seat: Seat, role: 'hr_admin' | 'moderator') => {
    const holderId = over[seat] ?? (await makeMember(db, { role })).id
    const { publicKey, locked } = await demoKey(seat)
    return db.custodianKey.create({ data: { id: newId(), seat, holderId, namedAt: DEMO_NOW, publicKey, locked, madeAt: DEMO_NOW } })
  }
  return { hr: await key('hr', 'hr_admin'), second: await key('second', 'moderator') }
}
