import { isImage } from './images.ts'
import type { DocNode } from './limits.ts'

const blocks = new Set<DocNode['type']>(['paragraph', 'heading', 'codeBlock'])

/**
 * `nameOf` a mentioned member, else …; `hasAddresses`: a link is followed by the address behind it, when that is not its text;
 * `quoted`: what is quoted of other posts comes with it, as these lines (quotes.ts).
 */
type Options = { nameOf?: (id: string) => string; hasAddresses?: boolean; quoted?: (quote: DocNode, textOf: (paragraph: DocNode) => string) => string[] }

/**
 * The plain text of a document: one line a block, list items with a dot, a mention as @ without the name, an image as what it shows, a table row by row.
 * The words of others that it quotes are left out: they are found and told where they stand.
 */
export function plainText(doc: DocNode, { nameOf = () => '…', hasAddresses = false, quoted }: Options = {}): string {
  const lines: string[] = []
  const textOf = ({ text = '', marks = [] }: DocNode): string => {
    const href = hasAddresses ? marks.find((mark) => mark.type === 'link')?.attrs.href : undefined
    return href === undefined || href === text ? text : `${text} <${href}>`
  }
  const inline = (node: DocNode): string => {
    if (node.type === 'text') return textOf(node)
    if (node.type === 'hardBreak') return '\n'
    if (node.type === 'mention') return `@${node.attrs !== undefined && 'id' in node.attrs ? nameOf(node.attrs.id) : '…'}`
    return (node.content ?? []).map(inline).join('')
  }
  const walk = (node: DocNode, prefix: string): void => {
    if (isImage(node)) {
      if (node.attrs.alt !== '') lines.push(prefix + node.attrs.alt)
    } else if (node.type === 'quote') {
      if (quoted !== undefined) lines.push('', ...quoted(node, inline), '')
    } else if (node.type === 'tableRow') lines.push((node.content ?? []).map((cell) => (cell.content ?? []).map(inline).join(' ')).join(' | '))
    else if (blocks.has(node.type)) lines.push(prefix + inline(node))
    else (node.content ?? []).forEach((child, i) => walk(child, node.type === 'listItem' && i === 0 ? `・${prefix}` : node.type === 'listItem' ? prefix : ''))
  }
  walk(doc, '')
  return lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()
}
