import { readText } from '../../app/core/richtext/read-text.server.ts'

const escape = (s: string): string => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;')

/**
 * What `readText` makes of a plain text, as strings for COPY and several times as fast: it knows paragraphs and line ends alone and
 * leaves everything else to `readText`.
 */
export function richStrings(text: string): { doc: string; html: string; text: string } {
  if (/https?:|["']|[^\S\n]\n|\n[^\S\n]|\n{3}/.test(text)) {
    const { doc, html, text: plain } = readText({ text })
    return { doc: JSON.stringify(doc), html, text: plain }
  }
  const paragraphs = text.split('\n\n').map((p) => p.split('\n'))
  const doc = paragraphs.map((lines) => `{"type":"paragraph","content":[${lines.map((l) => `{"type":"text","text":${JSON.stringify(l)}}`).join(',{"type":"hardBreak"},')}]}`).join(',')
  return { doc: `{"type":"doc","content":[${doc}]}`, html: paragraphs.map((lines) => `<p>${lines.map(escape).join('<br>')}</p>`).join(''), text: paragraphs.map((lines) => lines.join('\n')).join('\n') }
}
