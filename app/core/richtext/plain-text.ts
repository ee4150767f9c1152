import { isImage } from './images.ts'
import type { DocNode } from './limits.ts'

const blocks = new Set<DocNode['type']>(['paragraph', 'heading', 'codeBlock'])

/** The plain text of a document: one line a block, list items with a dot, a mention as @ without the name, an image as what it shows. */
export function plainText(doc: DocNode): string {
  const lines: string[] = []
  const inline = (node: DocNode): string =>
    node.type === 'text' ? (node.text ?? '') : node.type === 'hardBreak' ? '\n' : node.type === 'mention' ? '@…' : (node.content ?? []).map(inline).join('')
  const walk = (node: DocNode, prefix: string): void => {
    if (isImage(node)) {
      if (node.attrs.alt !== '') lines.push(prefix + node.attrs.alt)
    } else if (blocks.has(node.type)) lines.push(prefix + inline(node))
    else (node.content ?? []).forEach((child, i) => walk(child, node.type === 'listItem' && i === 0 ? `・${prefix}` : node.type === 'listItem' ? prefix : ''))
  }
  walk(doc, '')
  return lines.join('\n').trim()
}
