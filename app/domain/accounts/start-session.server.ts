import type { TxCtx } from '../../core/ctx.ts'
import { readCookie, sessionCookieName } from './cookies.server.ts'
import { endSessions } from './end-session.server.ts'
import { createLucia, isToken, newSessionFacts } from './lucia.server.ts'
import { hashToken } from './tokens.server.ts'

/** The browser that asks: its address, what it calls itself, its cookies. */
export type Browser = { ip: string; userAgent: string | null; cookieHeader: string | null | undefined }

/**
 * Begins a session with a new token; the session this browser had before ends with the same commit, so a cookie that was
 * there before signing in is worth nothing afterwards. Answers with the Set-Cookie line and the public id.
 */
export async function startSession(tx: TxCtx, memberId: string, browser: Browser): Promise<{ cookie: string; sessionId: string }> {
  const before = readCookie(browser.cookieHeader, sessionCookieName(tx.place.publicUrl))
  if (isToken(before)) await endSessions(tx, { tokenHash: hashToken(before) })
  const lucia = createLucia(tx)
  const session = await lucia.createSession(memberId, newSessionFacts(browser.userAgent))
  tx.audit({ action: 'session.started', subject: 'member', subjectId: memberId, detail: { sessionId: session.publicId } })
  return { cookie: lucia.createSessionCookie(session.id).serialize(), sessionId: session.publicId }
}
