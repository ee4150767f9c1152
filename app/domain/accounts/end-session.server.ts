import { isHrAdmin } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { accountEvents } from './events.ts'

type Which = { id?: string | { not: string }; memberId?: string; tokenHash?: string; expiresAt?: { lte: Date } }

/**
 * Deletes sessions and tells everybody who holds a socket of theirs, in the same commit. `where` names a few at most:
 * one session, those of one member, or a page of expired ones. Answers with how many there were.
 */
export async function endSessions(tx: TxCtx, where: Which): Promise<number> {
  const ended = await tx.db.session.findMany({ where, select: { id: true, memberId: true }, orderBy: { id: 'asc' }, take: 1000 })
  if (ended.length === 0) return 0
  await tx.db.session.deleteMany({ where: { id: { in: ended.map((s) => s.id) } } })
  for (const { id, memberId } of ended) tx.emit(`user:${memberId}`, accountEvents, 'session.ended', { sessionId: id })
  return ended.length
}

/** 「この端末からログアウト」: ends one session of the actor's own, by its public id. Throws `not_found` for anybody else's. */
export async function endSession(ctx: Ctx, publicId: string): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'account') throw notFound()
  await ctx.tx(async (tx) => {
    if ((await endSessions(tx, { id: publicId, memberId: actor.id })) === 0) throw notFound()
    tx.audit({ action: 'session.ended', subject: 'member', subjectId: actor.id, detail: { sessionId: publicId } })
  })
}

/**
 * 「すべての端末からログアウト」, of oneself, or by an HR administrator or the system for somebody else. `keep` is the public id
 * of a session that stays. Answers with how many ended.
 */
export async function endAllSessions(ctx: Ctx, memberId: string, { keep }: { keep?: string } = {}): Promise<number> {
  const { actor } = ctx
  const mayEnd = actor.kind === 'system' || (actor.kind === 'account' && actor.id === memberId) || isHrAdmin(actor)
  if (!mayEnd) throw forbidden()
  return ctx.tx(async (tx) => {
    const count = await endSessions(tx, { memberId, ...(keep === undefined ? {} : { id: { not: keep } }) })
    tx.audit({ action: 'session.all_ended', subject: 'member', subjectId: memberId, detail: { count } })
    return count
  })
}

/** Clears what has run out, at most 1,000 at a time; for the schedule. Answers with how many there were. */
export async function endExpiredSessions(ctx: Ctx): Promise<number> {
  return ctx.tx((tx) => endSessions(tx, { expiresAt: { lte: tx.now() } }))
}
