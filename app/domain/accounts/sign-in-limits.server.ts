import type { Ctx, LimitRule } from '../../core/ctx.ts'
import { DomainError } from '../../core/errors.ts'
import { networkOf } from './network.server.ts'

type Guard = { name: string; key: string; rule: LimitRule }

/**
 * How often one may guess. For strangers: 5 wrong tries in 15 minutes at one account from one network, 50 an hour from one
 * network, 20 an hour at one account. A browser its owner has used before has its own 5 and 20, so that nobody else's
 * guessing can lock the owner out (ASVS 6.1.1). Accounts that do not exist are counted alike.
 */
function guards(ctx: Ctx, who: { email: string; ip: string; device: string | null }): Guard[] {
  const account = ctx.sign('sign-in-limit', who.email).slice(0, 27)
  if (who.device !== null) {
    const key = `${account}/${who.device.slice(0, 32)}`
    return [{ name: 'sign-in-device', key, rule: { points: 5, seconds: 900 } }, { name: 'sign-in-device', key, rule: { points: 20, seconds: 3600 } }]
  }
  const network = networkOf(who.ip)
  // In this order: who is stopped at one account from one network no longer uses up what the network and the account have.
  return [
    { name: 'sign-in-here', key: `${account}/${network}`, rule: { points: 5, seconds: 900 } },
    { name: 'sign-in-network', key: network, rule: { points: 50, seconds: 3600 } },
    { name: 'sign-in-account', key: account, rule: { points: 20, seconds: 3600 } },
  ]
}

export type SignInLimits = {
  /** Throws `too_many` when no try is left. Counts nothing, so that who is locked out does not even wait in the queue. */
  check(): Promise<void>
  /** Counts one try, before anything is compared; throws `too_many` when it was one too many. Exact however many come at once. */
  count(): Promise<void>
  /** The try was right: it was no guess. */
  forgive(): Promise<void>
}

/** The limits of one try to sign in. `device` is the hash of a browser this account knows, else null. */
export function signInLimits(ctx: Ctx, who: { email: string; ip: string; device: string | null }): SignInLimits {
  const all = guards(ctx, who)
  return {
    async check() {
      const waits = await Promise.all(all.map((g) => ctx.limit.wait(g.name, g.key, g.rule)))
      const longest = Math.max(...waits)
      if (longest > 0) throw new DomainError('too_many', { textKey: 'login.too_many', retryAfter: longest })
    },
    async count() {
      for (const g of all) await ctx.limit(g.name, g.key, g.rule)
    },
    async forgive() {
      await Promise.all(all.map((g) => ctx.limit.giveBack(g.name, g.key, g.rule)))
    },
  }
}
