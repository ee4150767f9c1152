import type { DocNode } from './limits.ts'
import { lineContent } from './quotes.ts'

/** A piece of a text: what it reads, what it is, and the block it stands in. */
type Leaf = { text: string; node: DocNode; block: number }
type NameOf = (id: string) => string

/** What can be quoted of a text, in order: not its images, and not what it quotes itself. */
function leavesOf(doc: DocNode, nameOf: NameOf): Leaf[] {
  const leaves: Leaf[] = []
  let block = 0
  const walk = (node: DocNode): void => {
    if (node.type === 'quote' && node !== doc) return
    if (node.type === 'text') leaves.push({ text: node.text ?? '', node, block })
    else if (node.type === 'hardBreak') leaves.push({ text: '\n', node, block })
    else if (node.type === 'mention') leaves.push({ text: `@${node.attrs !== undefined && 'id' in node.attrs ? nameOf(node.attrs.id) : ''}`, node, block })
    else {
      if (node.content?.some((child) => child.type === 'text' || child.type === 'mention')) block++
      node.content?.forEach(walk)
    }
  }
  walk(doc)
  return leaves
}

const isSpace = /\s/u
/** The characters of a text without its spaces and line ends, and where each of them stands. */
function foldSpaces(leaves: readonly Leaf[]): { text: string; leaf: number[]; at: number[] } {
  const [kept, leaf, at]: [string[], number[], number[]] = [[], [], []]
  leaves.forEach(({ text }, l) => {
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i)
      if (isSpace.test(char)) continue
      kept.push(char)
      leaf.push(l)
      at.push(i)
    }
  })
  return { text: kept.join(''), leaf, at }
}

/** The words of a text as they are compared. */
export const wordsIn = (doc: DocNode, nameOf: NameOf): string => foldSpaces(leavesOf(doc, nameOf)).text

/** What can be quoted of a text, a paragraph a text. */
export function paragraphsIn(doc: DocNode, nameOf: NameOf): string[] {
  const blocks = new Map<number, string>()
  for (const { text, block } of leavesOf(doc, nameOf)) blocks.set(block, (blocks.get(block) ?? '') + text)
  return [...blocks.values()].map((text) => text.trim()).filter((text) => text !== '')
}

/** The paragraphs of `source` that say what `quote` says, whatever the spaces between; null when it does not say that. */
export function findQuote(source: DocNode, quote: DocNode, nameOf: NameOf): DocNode[] | null {
  const words = wordsIn(quote, nameOf)
  const leaves = leavesOf(source, nameOf)
  const said = foldSpaces(leaves)
  const from = words === '' ? -1 : said.text.indexOf(words)
  if (from === -1) return null
  const to = from + words.length - 1
  const [first, last] = [said.leaf[from] ?? 0, said.leaf[to] ?? 0]
  const blocks = new Map<number, DocNode[]>()
  for (let l = first; l <= last; l++) {
    const { text, node, block } = leaves[l] ?? { text: '', node: { type: 'text' }, block: 0 }
    const cut = text.slice(l === first ? said.at[from] : 0, l === last ? (said.at[to] ?? 0) + 1 : undefined)
    blocks.set(block, [...(blocks.get(block) ?? []), ...(node.type === 'mention' ? [node] : node.type === 'hardBreak' ? [{ type: 'hardBreak' as const }] : lineContent(cut))])
  }
  return [...blocks.values()].map(withoutBreaksAround).filter((content) => content.length > 0).map((content) => ({ type: 'paragraph', content }))
}

function withoutBreaksAround(content: DocNode[]): DocNode[] {
  const isBreak = (node: DocNode | undefined) => node?.type === 'hardBreak'
  let [from, to] = [0, content.length]
  while (from < to && isBreak(content[from])) from++
  while (to > from && isBreak(content[to - 1])) to--
  return content.slice(from, to)
}
