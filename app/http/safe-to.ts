/**
 * The one gate for where a redirect may lead: a path on this place, or the fallback.
 * Refused: other origins in every spelling (`//host`, `/\host`, control characters, schemes, userinfo), and anything not a text.
 */
export function safeTo(to: unknown, fallback = '/'): string {
  if (typeof to !== 'string' || to.length > 2000) return fallback
  if (!to.startsWith('/') || to.startsWith('//') || /[\u0000-\u0020\u007f\\]/.test(to)) return fallback
  try {
    const base = 'https://here.invalid'
    const url = new URL(to, base)
    if (url.origin !== base || url.username !== '' || url.password !== '' || url.pathname.startsWith('//')) return fallback
    return url.pathname + url.search + url.hash
  } catch {
    return fallback
  }
}
