import type { DocMark, DocNode } from './limits.ts'
import { splitLinks } from './links.ts'

/** A line of plain text with its web addresses as links. */
const inlineOf = (line: string): DocNode[] =>
  splitLinks(line).map(({ text, href }) => (href === null ? { type: 'text', text } : { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] satisfies DocMark[] }))

/** What was typed into a plain text field, as a document: an empty line begins a paragraph, a line end stays one. Without any text it has no content. */
export function docFromText(text: string): DocNode {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*(?:\n[^\S\n]*)+/).map((p) => p.replace(/^\n+|\n+$/g, '')).filter((p) => p.trim() !== '')
  return {
    type: 'doc',
    content: paragraphs.map((p) => ({ type: 'paragraph', content: p.split('\n').flatMap((line, i): DocNode[] => [...(i > 0 ? [{ type: 'hardBreak' } as const] : []), ...inlineOf(line)]) })),
  }
}
