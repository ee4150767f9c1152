/** A checked document as CommonMark. What somebody wrote stays text: the serialiser escapes whatever could be read as markup. */
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { imageAddress } from './images.ts'
import type { Source } from './fill-quotes.ts'
import type { DocNode } from './limits.ts'

export type MarkdownNames = { /** The name of a mentioned member. */ of: (id: string) => string; /** Where this place is, for the addresses of images. */ base: string; /** What stands before the text of an image. */ image: string; /** Who is quoted and where that stands; `isShown`: its words may be read. */ source?: (post: string) => Source | undefined }
/** As documents come from the database: also kinds that are younger than this file, whose text is kept. */
type AnyNode = { type: string; attrs?: Record<string, unknown>; content?: AnyNode[]; marks?: { type: string; attrs?: Record<string, unknown> }[]; text?: string }
export type RootContent = Extract<Parameters<typeof toMarkdown>[0], { type: 'root' }>['children'][number]
type Block = Extract<RootContent, { type: 'blockquote' }>['children'][number]
type PhrasingContent = Extract<RootContent, { type: 'paragraph' }>['children'][number]
type TableRow = Extract<RootContent, { type: 'table' }>['children'][number]

/** A post stands under the board (1), its topic (2) and its own line (3). */
const FIRST_LEVEL = 4

const settings: Parameters<typeof toMarkdown>[1] = { bullet: '-', fences: true, rule: '-', extensions: [gfmTableToMarkdown()] }
/** Blocks as text, with one line end after them. */
export const writeMarkdown = (children: RootContent[]): string => toMarkdown({ type: 'root', children }, settings)

/** The blocks of a document. */
export const markdownOf = (doc: DocNode, names: MarkdownNames): Block[] => ((doc as AnyNode).content ?? []).flatMap((node) => block(node, names))

const blocks = (node: AnyNode, names: MarkdownNames): Block[] => (node.content ?? []).flatMap((child) => block(child, names))
const plain = (node: AnyNode): string => node.text ?? (node.content ?? []).map(plain).join('')

function block(node: AnyNode, names: MarkdownNames): Block[] {
  switch (node.type) {
    case 'heading': return [{ type: 'heading', depth: Math.min(6, FIRST_LEVEL - 2 + Number(node.attrs?.['level'] ?? 2)) as 4 | 5 | 6, children: inline(node, names) }]
    case 'bulletList': case 'orderedList': {
      const isOrdered = node.type === 'orderedList'
      return [{ type: 'list', ordered: isOrdered, ...(isOrdered && { start: Number(node.attrs?.['start'] ?? 1) }), spread: false, children: (node.content ?? []).map((item) => ({ type: 'listItem', spread: false, children: blocks(item, names) })) }]
    }
    case 'blockquote': return [{ type: 'blockquote', children: blocks(node, names) }]
    case 'quote': return [quote(node, names)]
    case 'codeBlock': return [{ type: 'code', value: plain(node) }]
    case 'image': return [{ type: 'paragraph', children: phrasing(node, names) }]
    case 'table': return [{ type: 'table', children: (node.content ?? []).map((row): TableRow => ({ type: 'tableRow', children: (row.content ?? []).map((cell) => ({ type: 'tableCell', children: cellOf(cell, names) })) })) }]
    default: {
      const children = inline(node, names)
      return children.length === 0 ? [] : [{ type: 'paragraph', children }]
    }
  }
}

/** Begins with who said it, as a link. */
function quote(node: AnyNode, names: MarkdownNames): Block {
  const source = names.source?.(String(node.attrs?.['post']))
  const said = source === undefined || source.isShown ? blocks(node, names) : []
  if (source === undefined) return { type: 'blockquote', children: said }
  const by: PhrasingContent = source.href === null ? { type: 'text', value: source.label } : { type: 'link', url: names.base + source.href, children: [{ type: 'text', value: source.label }] }
  return { type: 'blockquote', children: [{ type: 'paragraph', children: [by] }, ...said] }
}

/** A cell is one line: its paragraphs are joined. */
const cellOf = (cell: AnyNode, names: MarkdownNames): PhrasingContent[] =>
  (cell.content ?? []).flatMap((p, i) => [...(i > 0 ? [{ type: 'text', value: ' ' } as const] : []), ...inline(p, names)]).map((n) => (n.type === 'break' ? { type: 'text', value: ' ' } : n))

const inline = (node: AnyNode, names: MarkdownNames): PhrasingContent[] => (node.text === undefined ? (node.content ?? []).flatMap((child) => phrasing(child, names)) : phrasing(node, names))

function phrasing(node: AnyNode, names: MarkdownNames): PhrasingContent[] {
  const { attrs = {} } = node
  if (node.type === 'hardBreak') return [{ type: 'break' }]
  if (node.type === 'mention') return [{ type: 'text', value: `@${names.of(String(attrs['id']))}` }]
  if (node.type === 'image') return [{ type: 'link', url: names.base + imageAddress(String(attrs['id'])), children: [{ type: 'text', value: `${names.image}${String(attrs['alt'] ?? '')}` }] }]
  if (node.text === undefined) return inline(node, names)
  return [marked(node, node.text)]
}

/** Code innermost, as CommonMark has it. */
function marked(node: AnyNode, value: string): PhrasingContent {
  const marks = node.marks ?? []
  let made: PhrasingContent = marks.some((m) => m.type === 'code') ? { type: 'inlineCode', value } : { type: 'text', value }
  if (marks.some((m) => m.type === 'bold')) made = { type: 'strong', children: [made] }
  const href = marks.find((m) => m.type === 'link')?.attrs?.['href']
  return typeof href === 'string' ? { type: 'link', url: href, children: [made] } : made
}
