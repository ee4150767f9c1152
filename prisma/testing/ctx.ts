import { type Account, type Actor, guest, type Role } from '../../app/core/actor.ts'
import { type Clock, testClock } from '../../app/core/clock.ts'
import type { Ctx, Limit, Place } from '../../app/core/ctx.ts'
import { createCtx } from '../../app/core/ctx.server.ts'
import type { Db } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import { createImages } from '../../app/core/images.server.ts'
import { createLog } from '../../app/core/log.server.ts'
import { createPasswords } from '../../app/core/passwords.server.ts'
import { testDb } from './db.ts'
import { countingLimit } from './limit.ts'

/** The moment the demo's dates are counted from. */
export const DEMO_NOW = new Date('2025-11-20T10:00:00+09:00')

/** The clock of this test file: stands at DEMO_NOW, is moved by the test, and is set back before the next. */
export const clock = testClock(DEMO_NOW)

const log = createLog('silent')
const place: Place = { publicUrl: 'http://localhost:3000', isDemo: false, hasMailbox: true, mailFrom: 'Enishi <no-reply@example.com>' }
const passwords = createPasswords()
const images = createImages()
let limit = countingLimit(clock)

/** What a test moved or used up does not reach the next one. */
export function resetPorts(): void {
  clock.set(DEMO_NOW)
  limit = countingLimit(clock)
}

/** What of a member's row makes an actor; every factory's row has it. */
export type MemberLike = { id: string; status: 'applicant' | 'active' | 'suspended' | 'left'; role: Role; handle: string; displayName: string; lng: string }

/** The account a member acts with, in a session of its own. */
export function actorOf(member: MemberLike): Account {
  const { id, status, role, handle, displayName, lng } = member
  if (status === 'left') throw new Error('who has left has no account to act with')
  return { kind: 'account', id, sessionId: newId(), status, role, handle, displayName, lng: lng === 'en' ? 'en' : 'ja' }
}

/**
 * The real context on this file's database.
 * In: who acts (a guest when left out); `clock`, `place`, `db` and `limit` to use instead of the file's own, and the id of the request that is the cause.
 */
export function testCtx(who: Actor | MemberLike = guest, more: { clock?: Clock; place?: Partial<Place>; db?: Db; limit?: Limit; requestId?: string } = {}): Ctx {
  const ports = {
    db: more.db ?? testDb(),
    clock: more.clock ?? clock,
    log,
    place: { ...place, ...more.place },
    secret: 'a secret of tests, never of a real place',
    limit: more.limit ?? limit,
    passwords,
    images,
  }
  return createCtx(ports, 'kind' in who ? who : actorOf(who), more.requestId)
}
