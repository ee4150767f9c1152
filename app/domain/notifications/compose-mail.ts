/** A mail's two parts, plain text and HTML, from one description of what it says. No image, no script, nothing from another host. */
import { columns, wrapText } from './wrap-text.ts'

export type MailBlock =
  | { p: string }
  | { heading: string }
  /** One thing to do or read: a button in HTML, its address on a line of its own in text. `href` is a path of this place. */
  | { button: string; href: string }
  | { items: { text: string; note?: string; href?: string }[] }
  /** When, where, what: a term and its value a line. */
  | { facts: [term: string, value: string][] }
  /** Words of a person, quoted. */
  | { quote: string }

export type MailBody = {
  lng: 'ja' | 'en'
  /** 「浜岸 遥香 様」 */
  salutation?: string
  blocks: MailBlock[]
  /** Who writes, how to reach them, why this came: one line each, small. */
  footer: (string | { label: string; href: string })[]
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const esc = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (c) => escapes[c] ?? c)
const lines = (text: string): string => esc(text).replaceAll('\n', '<br>')

/** The full address of a path of this place. Anything else leads to the front page. */
export function absolute(href: string, publicUrl: string): string {
  const base = new URL(publicUrl)
  const url = URL.canParse(href, base) ? new URL(href, base) : base
  return url.origin === base.origin ? url.href : base.href
}

function textOf(block: MailBlock, publicUrl: string): string {
  if ('p' in block) return block.p
  if ('heading' in block) return `■ ${block.heading}`
  if ('button' in block) return `▼ ${block.button}\n${absolute(block.href, publicUrl)}`
  if ('quote' in block) return block.quote.split('\n').map((l) => `> ${l}`).join('\n')
  if ('facts' in block) {
    const width = Math.max(...block.facts.map(([term]) => columns(term)))
    return block.facts.map(([term, value]) => `${term}${' '.repeat(width - columns(term))}  ${value}`).join('\n')
  }
  return block.items.map((i) => [`・${i.text}${i.note ? ` (${i.note})` : ''}`, ...(i.href === undefined ? [] : [`  ${absolute(i.href, publicUrl)}`])].join('\n')).join('\n')
}

const ink = 'color:#1d2b28'
const quiet = 'color:#52615d;font-size:13px;line-height:1.7'
const link = 'color:#0b6157'

function htmlOf(block: MailBlock, publicUrl: string): string {
  const to = (href: string) => esc(absolute(href, publicUrl))
  if ('p' in block) return `<p style="margin:0 0 16px">${lines(block.p)}</p>`
  if ('heading' in block) return `<h2 style="margin:28px 0 8px;font-size:17px;line-height:1.5">${esc(block.heading)}</h2>`
  if ('button' in block) return `<p style="margin:24px 0"><a href="${to(block.href)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#0b6157;color:#ffffff;font-weight:700;text-decoration:none">${esc(block.button)}</a></p>`
  if ('quote' in block) return `<blockquote style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #b9c9c5">${lines(block.quote)}</blockquote>`
  if ('facts' in block) return `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${block.facts.map(([term, value]) => `<tr><td style="padding:3px 18px 3px 0;vertical-align:top;color:#52615d;white-space:nowrap">${esc(term)}</td><td style="padding:3px 0;vertical-align:top">${lines(value)}</td></tr>`).join('')}</table>`
  return `<ul style="margin:0 0 16px;padding:0 0 0 20px">${block.items.map((i) => `<li style="margin:0 0 8px">${i.href === undefined ? esc(i.text) : `<a href="${to(i.href)}" style="${link}">${esc(i.text)}</a>`}${i.note ? `<br><span style="${quiet}">${esc(i.note)}</span>` : ''}</li>`).join('')}</ul>`
}

/** Text and HTML of a mail; every text in `body` is plain text. */
export function composeMail(body: MailBody, publicUrl: string): { text: string; html: string } {
  const footText = body.footer.map((f) => (typeof f === 'string' ? f : `${f.label}\n${absolute(f.href, publicUrl)}`)).join('\n')
  const parts = [...(body.salutation === undefined ? [] : [body.salutation]), ...body.blocks.map((b) => textOf(b, publicUrl))]
  const text = `${wrapText(`${parts.join('\n\n')}\n\n${'-'.repeat(40)}\n${footText}`)}\n`
  const foot = body.footer.map((f) => (typeof f === 'string' ? lines(f) : `<a href="${esc(absolute(f.href, publicUrl))}" style="${link}">${esc(f.label)}</a>`)).join('<br>')
  const salutation = body.salutation === undefined ? '' : `<p style="margin:0 0 16px">${esc(body.salutation)}</p>`
  const html = `<!doctype html><html lang="${body.lng}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head><body style="margin:0;padding:24px 16px;background:#f4f7f6;${ink};font-family:'Hiragino Sans','Yu Gothic',Meiryo,'Noto Sans JP',sans-serif;font-size:16px;line-height:1.8"><div style="max-width:600px;margin:0 auto;padding:28px 24px;background:#ffffff;border-radius:12px">${salutation}${body.blocks.map((b) => htmlOf(b, publicUrl)).join('')}<hr style="margin:32px 0 16px;border:0;border-top:1px solid #d7e0dd"><p style="margin:0;${quiet}">${foot}</p></div></body></html>`
  return { text, html }
}
