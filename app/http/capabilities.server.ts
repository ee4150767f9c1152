import { readCookie } from '../domain/accounts/index.server.ts'

/** Capabilities of a browser for one event, in a cookie of that event's pages alone, unseen by scripts. */
const NAME = 'enishi-asked'
const KEPT = 30
const DAYS_90 = 90 * 86_400

const cookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? `__Secure-${NAME}` : NAME)

export function readCapabilities(request: Request, publicUrl: string): string[] {
  return (readCookie(request.headers.get('Cookie'), cookieName(publicUrl)) ?? '').split('.').filter((c) => /^[\w-]{43}$/.test(c)).slice(-KEPT)
}

/** The Set-Cookie value that adds one to those the browser has. */
export function keepCapability(request: Request, publicUrl: string, eventId: string, capability: string): string {
  const all = [...new Set([...readCapabilities(request, publicUrl), capability])].slice(-KEPT)
  return `${cookieName(publicUrl)}=${all.join('.')}; Path=/events/${eventId}; Max-Age=${DAYS_90}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`
}
