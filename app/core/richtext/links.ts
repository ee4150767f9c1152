const allowed = new Set(['http:', 'https:', 'mailto:'])

/** The address rebuilt by the URL parser, or null when it is not an absolute http, https or mailto address. */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string' || href.length > 2_000) return null
  try {
    const url = new URL(href)
    return allowed.has(url.protocol) && (url.protocol === 'mailto:' || url.hostname !== '') ? url.href : null
  } catch {
    return null
  }
}

/** Web addresses in a plain text. Only ASCII belongs to one, so that 「https://example.jp/を見て」 ends where a reader sees it end. */
const address = /https?:\/\/[\x21-\x7e]+/g
const trailing = /[.,;:!?'")\]}>]+$/

/** Cuts a line of plain text into pieces, each with its address when it is one. */
export function splitLinks(line: string): { text: string; href: string | null }[] {
  const pieces: { text: string; href: string | null }[] = []
  let from = 0
  for (const found of line.matchAll(address)) {
    const text = found[0].replace(trailing, '')
    const href = safeHref(text)
    if (href === null) continue
    if (found.index > from) pieces.push({ text: line.slice(from, found.index), href: null })
    pieces.push({ text, href })
    from = found.index + text.length
  }
  if (from < line.length) pieces.push({ text: line.slice(from), href: null })
  return pieces
}
