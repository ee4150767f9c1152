import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Language, Role } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { sessionCookieName } from './cookies.server.ts'
import { hashToken } from './tokens.server.ts'

type SessionFacts = { publicId: string; userAgent: string | null }
type MemberFacts = { status: 'applicant' | 'active' | 'suspended' | 'left'; role: Role; handle: string; displayName: string; lng: Language; lastSeenAt: Date | null }

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    DatabaseUserAttributes: MemberFacts
    DatabaseSessionAttributes: SessionFacts
  }
}

const SESSION_DAYS = 30

/** What a token looks like (Lucia: 25 random bytes in base32); anything else is no session, without asking the database. */
export const isToken = (value: string | null): value is string => value !== null && /^[a-z2-7]{40}$/.test(value)

const HOUR = 3_600_000

/** A session and who it is of, as one row. */
export type SessionRow = SessionFacts & MemberFacts & { tokenHash: string; memberId: string; expiresAt: Date }

/** The sessions behind these hashes of tokens. */
export const sessionRows = (db: Pick<Ctx, 'db'>['db'], tokenHashes: readonly string[]): Promise<SessionRow[]> => db.$queryRaw<SessionRow[]>`
  select s.token_hash as "tokenHash", s.id as "publicId", s.user_agent as "userAgent", s.expires_at as "expiresAt", m.id as "memberId", m.status::text as status,
    m.role::text as role, m.handle, m.display_name as "displayName", m.lng, m.last_seen_at as "lastSeenAt"
  from session s join member m on m.id = s.member_id where s.token_hash = any(${tokenHashes})`
const sessionRow = async (db: Pick<Ctx, 'db'>['db'], tokenHash: string): Promise<SessionRow | undefined> => (await sessionRows(db, [tokenHash]))[0]

/**
 * Lucia over our tables and our clock. A session lives 30 days and is extended when less than half of them is left.
 * `read` finds a session by the hash of its token, where many are read together.
 */
export function createLucia(ctx: Pick<Ctx, 'db' | 'now' | 'place'>, read = (tokenHash: string) => sessionRow(ctx.db, tokenHash)) {
  return new Lucia(adapter(ctx, read), {
    sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
    sessionCookie: { name: sessionCookieName(ctx.place.publicUrl), attributes: { secure: ctx.place.publicUrl.startsWith('https:'), sameSite: 'lax', path: '/' } },
    getSessionAttributes: (facts) => facts,
    getUserAttributes: (facts) => facts,
  })
}

/**
 * Lucia's `id` is the token itself, which it hands back to every method and to the cookie: rows are found by its hash, it is
 * returned as it came, and the public id travels as an attribute. Lucia compares with the wall clock: times are moved by
 * how far the clock of this place is from it.
 */
function adapter({ db, now }: Pick<Ctx, 'db' | 'now'>, read: (tokenHash: string) => Promise<SessionRow | undefined>): Adapter {
  const ahead = () => now().getTime() - Date.now()
  const toWall = (at: Date) => new Date(at.getTime() - ahead())
  const toPlace = (at: Date) => new Date(at.getTime() + ahead())
  return {
    async getSessionAndUser(token) {
      const row = await read(hashToken(token))
      if (!row) return [null, null]
      const { tokenHash: _, publicId, userAgent, expiresAt, memberId, ...facts } = row
      const session: DatabaseSession = { id: token, userId: memberId, expiresAt: toWall(expiresAt), attributes: { publicId, userAgent } }
      const user: DatabaseUser = { id: memberId, attributes: facts }
      return [session, user]
    },
    async setSession({ id: token, userId, expiresAt, attributes }) {
      await db.session.create({ data: { id: attributes.publicId, tokenHash: hashToken(token), memberId: userId, createdAt: now(), expiresAt: toPlace(expiresAt), userAgent: attributes.userAgent }, select: { id: true } })
    },
    async updateSessionExpiration(token, expiresAt) {
      // To the hour: what one did to extend it is not to be told from the time.
      await db.session.updateMany({ where: { tokenHash: hashToken(token) }, data: { expiresAt: new Date(Math.floor(toPlace(expiresAt).getTime() / HOUR) * HOUR) } })
    },
    async deleteSession(token) {
      await db.session.deleteMany({ where: { tokenHash: hashToken(token) } })
    },
    async deleteUserSessions(memberId) {
      await db.session.deleteMany({ where: { memberId } })
    },
    async deleteExpiredSessions() {
      await db.session.deleteMany({ where: { expiresAt: { lte: now() } } })
    },
    getUserSessions: () => Promise.reject(new Error('tokens are not kept: sessions are listed by their public ids')),
  }
}

export const newSessionFacts = (userAgent: string | null): SessionFacts => ({ publicId: newId(), userAgent: userAgent?.slice(0, 300) ?? null })
