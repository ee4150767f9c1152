import type { Language } from './types.ts'

export const languageCookie = 'lng'
export const isLanguage = (value: unknown): value is Language => value === 'ja' || value === 'en'

/** One cookie out of a Cookie header. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

/**
 * The language to answer in: the one chosen (cookie `lng`), else the most wanted one we have (Accept-Language with its
 * weights), else Japanese.
 */
export function detectLanguage(cookie: string | null | undefined, acceptLanguage: string | null | undefined): Language {
  const chosen = readCookie(cookie, languageCookie)
  if (isLanguage(chosen)) return chosen
  const wanted = (acceptLanguage ?? '').slice(0, 500).split(',').flatMap((item) => {
    const [tag = '', ...rest] = item.trim().split(';')
    const lng = tag.trim().slice(0, 2).toLowerCase()
    const q = rest.map((r) => /^\s*q=([0-9.]+)\s*$/.exec(r)?.[1]).find((v) => v !== undefined)
    const weight = q === undefined ? 1 : Number(q)
    return isLanguage(lng) && /^[a-z]{2}(-|$)/i.test(tag.trim()) && weight > 0 ? [{ lng, weight }] : []
  })
  wanted.sort((a, b) => b.weight - a.weight)
  return wanted[0]?.lng ?? 'ja'
}
