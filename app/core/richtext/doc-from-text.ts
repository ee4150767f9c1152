import type { DocMark, DocNode } from './limits.ts'
import { splitLinks } from './links.ts'
import { readQuote } from './quotes.ts'

/** A line of plain text with its web addresses as links. */
const inlineOf = (line: string): DocNode[] =>
  splitLinks(line).map(({ text, href }) => (href === null ? { type: 'text', text } : { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] satisfies DocMark[] }))

/** What was typed into a plain text field, as a document: an empty line begins a paragraph, a line end stays one, a quote of a post stands by itself. Without any text it has no content. */
export function docFromText(text: string): DocNode {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const content: DocNode[] = []
  let typed: string[] = []
  for (let i = 0; i < lines.length; ) {
    const found = readQuote(lines, i)
    if (found === null) typed.push(lines[i++] ?? '')
    else {
      content.push(...paragraphsOf(typed.join('\n')), found.quote)
      typed = []
      i = found.next
    }
  }
  return { type: 'doc', content: [...content, ...paragraphsOf(typed.join('\n'))] }
}

function paragraphsOf(text: string): DocNode[] {
  const paragraphs = text.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/).map((p) => p.replace(/^\n+|\n+$/g, '')).filter((p) => p.trim() !== '')
  return paragraphs.map((p) => ({ type: 'paragraph', content: p.split('\n').flatMap((line, i): DocNode[] => [...(i > 0 ? [{ type: 'hardBreak' } as const] : []), ...inlineOf(line)]) }))
}
