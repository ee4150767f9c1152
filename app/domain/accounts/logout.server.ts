import type { Ctx } from '../../core/ctx.ts'
import { endSessions } from './end-session.server.ts'
import { createLucia } from './lucia.server.ts'

/** Ends the session this request came with, if there is one. Answers with the Set-Cookie line that clears the cookie. */
export async function logout(ctx: Ctx): Promise<string> {
  const { actor } = ctx
  if (actor.kind === 'account') {
    await ctx.tx(async (tx) => {
      await endSessions(tx, { id: actor.sessionId, memberId: actor.id })
      tx.audit({ action: 'session.ended', subject: 'member', subjectId: actor.id, detail: { sessionId: actor.sessionId } })
    })
  }
  return createLucia(ctx).createBlankSessionCookie().serialize()
}
