import { timingSafeEqual } from 'node:crypto'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { cookieLine, deviceCookieName, readCookie } from './cookies.server.ts'
import { hashToken, newToken } from './tokens.server.ts'

const KEPT_DEVICES = 20
/** The longest browsers allow: 400 days. */
const MAX_AGE = 400 * 86_400

/** The hash of the device whose cookie we signed; null without one or with a forged one, without asking the database. */
export function deviceOf(ctx: Pick<Ctx, 'sign' | 'place'>, cookieHeader: string | null | undefined): string | null {
  const id = signedDevice(ctx, cookieHeader)
  return id === null ? null : hashToken(id)
}

function signedDevice(ctx: Pick<Ctx, 'sign' | 'place'>, cookieHeader: string | null | undefined): string | null {
  const [id, signature] = readCookie(cookieHeader, deviceCookieName(ctx.place.publicUrl))?.split('.') ?? []
  if (!id || !signature) return null
  const given = Buffer.from(signature)
  const right = Buffer.from(ctx.sign('known-device', id))
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

/**
 * Remembers that this member signed in with this browser; the last twenty browsers of a member are kept. Answers with the
 * Set-Cookie line. It only ever says "seen before": it signs nobody in.
 */
export async function rememberDevice(tx: TxCtx, memberId: string, cookieHeader: string | null | undefined): Promise<string> {
  const id = signedDevice(tx, cookieHeader) ?? newToken()
  const key = { memberId, deviceHash: hashToken(id) }
  await tx.db.knownDevice.upsert({ where: { memberId_deviceHash: key }, create: { ...key, lastSeenAt: tx.now() }, update: { lastSeenAt: tx.now() }, select: { memberId: true } })
  await tx.db.$executeRaw`
    delete from known_device where member_id = ${memberId}::uuid and device_hash in (
      select device_hash from known_device where member_id = ${memberId}::uuid order by last_seen_at desc, device_hash offset ${KEPT_DEVICES})`
  return cookieLine(tx, deviceCookieName(tx.place.publicUrl), `${id}.${tx.sign('known-device', id)}`, MAX_AGE)
}
