import { type Actor, guest } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { readCookie, sessionCookieName } from './cookies.server.ts'
import { createLucia, isToken } from './lucia.server.ts'

export type Authentication = {
  actor: Actor
  /** Set-Cookie line to send along, when the session was extended or has ended. */
  cookie: string | null
  /** When this session ends unless it is extended; null for a guest. */
  expiresAt: Date | null
}

const nobody: Authentication = { actor: guest, cookie: null, expiresAt: null }
/** 「最近の利用」 is this exact; a page that is read a minute later writes nothing. */
const SEEN_EVERY_MS = 5 * 60_000

/**
 * Who is behind a Cookie header: one query. Anything that is not a living session is a guest; this never throws for what was sent.
 * `isUnseen`: where one may ask without a name, being there is not noted.
 */
export async function authenticate(ctx: Ctx, from: { cookieHeader: string | null | undefined; isUnseen?: boolean }): Promise<Authentication> {
  const token = readCookie(from.cookieHeader, sessionCookieName(ctx.place.publicUrl))
  if (!isToken(token)) return nobody
  const lucia = createLucia(ctx)
  const { session, user } = await lucia.validateSession(token)
  if (!session || user.status === 'left') return nobody
  if (!from.isUnseen && (user.lastSeenAt === null || ctx.now().getTime() - user.lastSeenAt.getTime() >= SEEN_EVERY_MS)) await markSeen(ctx, user.id)
  const { id, status, role, handle, displayName, lng } = user
  return {
    actor: { kind: 'account', id, sessionId: session.publicId, status, role, handle, displayName, lng },
    cookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
    expiresAt: new Date(session.expiresAt.getTime() - Date.now() + ctx.now().getTime()),
  }
}

/** Of many requests at once one writes. A page is shown even when this fails. */
async function markSeen(ctx: Ctx, memberId: string): Promise<void> {
  const before = new Date(ctx.now().getTime() - SEEN_EVERY_MS)
  await ctx.db.member
    .updateMany({ where: { id: memberId, OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: before } }] }, data: { lastSeenAt: ctx.now() } })
    .catch((error: unknown) => ctx.log.warn({ err: error }, 'last seen not written'))
}
