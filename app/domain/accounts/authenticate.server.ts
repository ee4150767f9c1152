import { type Actor, guest } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { Gathered } from '../../core/gathered.ts'
import { readCookie, sessionCookieName } from './cookies.server.ts'
import { createLucia, isToken, type SessionRow, sessionRows } from './lucia.server.ts'

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
 * `isUnseen`: where one may ask without a name, being there is not noted. `gathered`: how sockets read and note many at once.
 */
export async function authenticate(ctx: Ctx, from: { cookieHeader: string | null | undefined; isUnseen?: boolean }, gathered?: GatheredSessions): Promise<Authentication> {
  const token = readCookie(from.cookieHeader, sessionCookieName(ctx.place.publicUrl))
  if (!isToken(token)) return nobody
  const lucia = createLucia(ctx, gathered?.read)
  const { session, user } = await lucia.validateSession(token)
  if (!session || user.status === 'left') return nobody
  if (!from.isUnseen && (user.lastSeenAt === null || ctx.now().getTime() - user.lastSeenAt.getTime() >= SEEN_EVERY_MS)) await (gathered ? gathered.seen(user.id) : markSeen(ctx, [user.id]))
  const { id, status, role, handle, displayName, lng } = user
  return {
    actor: { kind: 'account', id, sessionId: session.publicId, status, role, handle, displayName, lng },
    cookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
    expiresAt: new Date(session.expiresAt.getTime() - Date.now() + ctx.now().getTime()),
  }
}

/** Of many requests at once one writes, and who is being written is left to who writes. A page is shown even when this fails. */
async function markSeen(ctx: Ctx, memberIds: readonly string[]): Promise<void> {
  const before = new Date(ctx.now().getTime() - SEEN_EVERY_MS)
  await ctx.db.$executeRaw`
    with due as (select id from member where id = any(${memberIds}::uuid[]) and (last_seen_at is null or last_seen_at <= ${before}) for no key update skip locked)
    update member m set last_seen_at = ${ctx.now()} from due where m.id = due.id`
    .catch((error: unknown) => ctx.log.warn({ err: error }, 'last seen not written'))
}

export type GatheredSessions = { read(tokenHash: string): Promise<SessionRow | undefined>; seen(memberId: string): Promise<unknown> }

/** For where many come at once: their sessions are read together, and those who were not seen for a while are noted together. */
export function gatherSessions(ctx: () => Ctx): GatheredSessions {
  const rows = new Gathered<string, SessionRow>(async (hashes) => new Map((await sessionRows(ctx().db, hashes)).map((row) => [row.tokenHash, row])))
  const seen = new Gathered<string, undefined>(async (ids) => {
    await markSeen(ctx(), ids)
    return new Map()
  })
  return { read: (tokenHash) => rows.read(tokenHash), seen: (memberId) => seen.read(memberId) }
}
