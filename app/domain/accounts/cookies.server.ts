import type { Ctx } from '../../core/ctx.ts'

/** Over https the browser itself holds the cookie to this host and to Secure (`__Host-`); plain http cannot have that. */
const hostOnly = (publicUrl: string, name: string): string => (publicUrl.startsWith('https:') ? `__Host-${name}` : name)

export const sessionCookieName = (publicUrl: string): string => hostOnly(publicUrl, 'enishi')
export const deviceCookieName = (publicUrl: string): string => hostOnly(publicUrl, 'enishi-device')

/** One cookie out of a Cookie header, as it stands there; null without it. The first of several with one name counts. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/** A Set-Cookie value: unseen by scripts, not sent along from other sites. `maxAge` in seconds. */
export function cookieLine(ctx: Pick<Ctx, 'place'>, name: string, value: string, maxAge: number): string {
  const secure = ctx.place.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}
