import type { Account } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { DomainError, notFound } from '../../core/errors.ts'
import { networkOf } from './network.server.ts'
import type { FeedKind } from './policy.ts'
import { hashToken } from './tokens.server.ts'

/** Programs ask every few minutes at most, for a handful of addresses. */
const READS = { points: 240, seconds: 3_600 }
/** Addresses that open nothing, from one network. */
const MISSES = { points: 300, seconds: 3_600 }
const READ_EVERY_MS = 3_600_000

/**
 * The member a private address was made for, as the context they read with. `not_found` for any other token, also of who is no
 * longer a member; `too_many` for who asks too often.
 */
export async function feedReader(ctx: Ctx, { kind, token, ip }: { kind: FeedKind; token: string; ip: string }): Promise<Ctx & { actor: Account }> {
  const network = networkOf(ip)
  const wait = await ctx.limit.wait('feed-miss', network, MISSES)
  if (wait > 0) throw new DomainError('too_many', { retryAfter: wait })
  const row = /^[\w-]{43}$/.test(token)
    ? await ctx.db.feedToken.findFirst({ where: { tokenHash: hashToken(token), kind, member: { status: 'active' } }, select: { id: true, lastReadAt: true, member: { select: { id: true, role: true, handle: true, displayName: true, lng: true } } } })
    : null
  if (row === null) {
    await ctx.limit('feed-miss', network, MISSES)
    throw notFound()
  }
  await ctx.limit('feed', row.id, READS)
  if (row.lastReadAt === null || ctx.now().getTime() - row.lastReadAt.getTime() >= READ_EVERY_MS) {
    await ctx.db.feedToken.updateMany({ where: { id: row.id }, data: { lastReadAt: ctx.now() } })
  }
  const { id, role, handle, displayName, lng } = row.member
  const actor: Account = { kind: 'account', id, sessionId: row.id, status: 'active', role, handle, displayName, lng: lng === 'en' ? 'en' : 'ja' }
  return ctx.as(actor) as Ctx & { actor: Account }
}
