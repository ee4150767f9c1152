/** What the service worker does with a request. Pure; only what is named here is ever kept in a browser. */

/** `files`: named by their content, kept for good. `page`: kept for its reader, shown when the line is cut. `other-page`: never kept; the offline page stands in for it. `leave`: none of our business. */
export type Deed = 'files' | 'page' | 'other-page' | 'sign-out' | 'leave'

/** What a reader may want to read again, or go on writing, on the train. Rooms and forms that need the server are not among it. */
const kept = /^\/(?:$|boards(?:\/[^/]+){0,2}\/?$|topics\/[0-9a-f-]{36}\/?$|events(?:\/[0-9a-f-]{36})?\/?$|news(?:\/[^/]+)?\/?$)/
/** Places of the staff, ways in and out, what programs read, downloads. */
const left = /^\/(?:desk|login|logout|setup|join|invite|reset|dev|feeds|calendar|files|unsubscribe|metrics|livez|readyz|socket\.io)(?:\/|$)|\.[a-z]{2,11}$/

export function deedFor({ method, mode, url, origin }: { method: string; mode: string; url: URL; origin: string }): Deed {
  if (url.origin !== origin) return 'leave'
  if (method === 'POST' && url.pathname === '/logout') return 'sign-out'
  if (method !== 'GET') return 'leave'
  if (url.pathname.startsWith('/assets/')) return 'files'
  if (mode !== 'navigate' || left.test(url.pathname)) return 'leave'
  return kept.test(url.pathname) ? 'page' : 'other-page'
}

/** The built files a page names. */
export const filesOf = (html: string): string[] => [...new Set([...html.matchAll(/"(\/assets\/[\w.@-]+)"/g)].flatMap((m) => m[1] ?? []))]
