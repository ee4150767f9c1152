import { availableParallelism } from 'node:os'
import { hash, hashRaw, verify } from '@node-rs/argon2'
import type { Passwords } from './ctx.ts'
import { DomainError } from './errors.ts'

/** OWASP's second recommendation for Argon2id (the library's default algorithm): 19 MiB, two passes, one lane. About 25 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** For keys that must stand against somebody who has the whole database: RFC 9106's second recommendation, 64 MiB and three passes. */
const keyCost = { memoryCost: 65_536, timeCost: 3, parallelism: 4, outputLen: 32 }

/** Nobody's password, hashed at the same cost: what an unknown address is compared with. */
export const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$+Ms0sZSqZi4eJ3rWWKs5/w$vNlyTD+E3zlbVM2Cmg34Ew37oxkoP66sM6QSZd+q+o8'

/** Full-width and half-width spellings of a password are one, so that an IME left on does not lock its owner out (NIST 800-63B). */
const spelled = (password: string) => password.normalize('NFKC')

/** Three at most: hashing runs on libuv's threads, four by default, and files, names and compression need one too. */
const AT_ONCE = Math.min(3, availableParallelism())
const MAX_WAITING = 200
const MAX_URGENT = 50

/**
 * The password port of a process. At most `atOnce` hashes run, at most `maxWaiting` calls wait (and 50 urgent ones before
 * them); one more is refused with `unavailable` and a time to try again.
 */
export function createPasswords({ atOnce = AT_ONCE, maxWaiting = MAX_WAITING } = {}): Passwords {
  let running = 0
  const urgent: (() => void)[] = []
  const waiting: (() => void)[] = []

  async function inTurn<T>(isUrgent: boolean, work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      const [queue, most] = isUrgent ? [urgent, MAX_URGENT] : [waiting, maxWaiting]
      if (queue.length >= most) throw new DomainError('unavailable', { retryAfter: 5 })
      // A slot is handed over while it still counts as running, so nobody can slip in between.
      await new Promise<void>((turn) => queue.push(turn))
    } else running++
    try {
      return await work()
    } finally {
      const next = urgent.shift() ?? waiting.shift()
      if (next) next()
      else running--
    }
  }

  return {
    hash: (password) => inTurn(false, () => hash(spelled(password), cost)),
    derive: (passphrase, salt) => inTurn(false, () => hashRaw(spelled(passphrase), { ...keyCost, salt })),
    verify: (known, password, { first, isUrgent = false } = {}) =>
      inTurn(isUrgent, async () => {
        await first?.()
        const isRight = await verify(known ?? nobodysHash, spelled(password))
        return known !== null && isRight
      }),
  }
}
