/** What may stand in a header of a mail. Nothing typed by anybody can start a new header or add a recipient. */
import { isMailList } from './policy.ts'

// C0, DEL, C1, line and paragraph separators, zero-width space, bidirectional marks, overrides and isolates, BOM.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u
const unprintables = new RegExp(`${unprintable.source}+`, 'gu')
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** One line of text for a subject, a name or a file name: control characters become spaces, at most `max` code points. */
export function headerText(text: string, max = 200): string {
  const line = text.replace(unprintables, ' ').replace(lonely, '\ufffd').replace(/\s+/g, ' ').trim()
  return [...line].slice(0, max).join('')
}

// Not a grammar of RFC 5322: addresses of Japanese carriers break it (`a..b@docomo.ne.jp`, `x.@ezweb.ne.jp`) and still receive mail.
const address = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f-\u00a0]{1,64}@(?=.{1,190}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u

/** The address alone, or null when it could be read as anything else than one recipient. */
export const mailAddress = (text: string): string | null => (address.test(text) && !unprintable.test(text) ? text : null)

const extra = new Set(['in-reply-to', 'references', 'x-enishi-kind', 'importance'])
/** Extra headers a sender may ask for; any other name is refused loudly, since only code chooses names. */
export function extraHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => {
    if (!extra.has(name.toLowerCase())) throw new Error(`header ${headerText(name, 40)} may not be set`)
    return [name, headerText(value, 900)]
  }))
}

/** A file's name as an attachment: no path, no quotes. */
export const attachmentName = (name: string): string => headerText(name.replace(/[/\\"]/g, '_'), 100) || 'file'

/** `text/calendar; method=REQUEST; charset=utf-8`, or plain bytes when it is not a media type. */
export function mediaType(type: string): string {
  return /^[a-z]+\/[a-z0-9.+-]+(?:; ?[a-z-]+=[A-Za-z0-9._-]+)*$/.test(type) ? type : 'application/octet-stream'
}

const tokenPattern = /^([a-z]+)\.([0-9a-f-]{36})\.([\w-]{43})$/
/** Parts of an unsubscribe token; null when it has another shape. Whether it is genuine is decided with its signature. */
export function splitToken(token: string): { list: 'digest' | 'reminders' | 'news'; memberId: string; signature: string } | null {
  const [, list, memberId, signature] = tokenPattern.exec(token) ?? []
  return isMailList(list) && memberId !== undefined && signature !== undefined ? { list, memberId, signature } : null
}
