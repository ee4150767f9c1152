import { getSchema } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import { invalid } from '../errors.ts'
import { isId } from '../ids.ts'
import { richTextExtensions } from './extensions.ts'
import { countGraphemes } from '../text.ts'
import { ALT_LIMIT, type DocMark, type DocNode, HEADING_LEVELS, MAX_DOC_BYTES, MAX_DOC_DEPTH, MAX_DOC_NODES, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS } from './limits.ts'
import { safeHref } from './links.ts'

type Attrs = DocNode['attrs']
type Plain = Record<string, unknown>
const schema = getSchema(richTextExtensions())
const refused = () => invalid({ text: 'form.invalid' })

const cellKeys = ['colspan', 'rowspan', 'colwidth', 'align']

/** The attributes a node may come with, and which of them are kept: what the editor writes but means nothing to us is left out. */
const nodes: Record<DocNode['type'], { keys: string[]; attrs: (given: Plain) => Attrs }> = {
  doc: { keys: [], attrs: () => undefined },
  paragraph: { keys: [], attrs: () => undefined },
  heading: { keys: ['level'], attrs: ({ level }) => ({ level: (HEADING_LEVELS as readonly unknown[]).includes(level) ? Number(level) : fail() }) },
  bulletList: { keys: [], attrs: () => undefined },
  orderedList: { keys: ['start', 'type'], attrs: ({ start = 1 }) => (start === 1 ? undefined : { start: isInt(start, 0, 9_999) ? start : fail() }) },
  listItem: { keys: [], attrs: () => undefined },
  blockquote: { keys: [], attrs: () => undefined },
  quote: { keys: ['post', 'topic', 'no', 'name'], attrs: quoteAttrs },
  codeBlock: { keys: ['language'], attrs: () => undefined },
  hardBreak: { keys: [], attrs: () => undefined },
  mention: { keys: ['id', 'label', 'mentionSuggestionChar'], attrs: ({ id }) => ({ id: isId(id) ? id.toLowerCase() : fail() }) },
  image: { keys: ['id', 'alt', 'width', 'height'], attrs: imageAttrs },
  table: { keys: [], attrs: () => undefined },
  tableRow: { keys: [], attrs: () => undefined },
  tableCell: { keys: cellKeys, attrs: cellAttrs },
  tableHeader: { keys: cellKeys, attrs: cellAttrs },
  text: { keys: [], attrs: () => undefined },
}
const linkAttrs = ['href', 'target', 'rel', 'class', 'title']

function fail(): never {
  throw refused()
}
const isInt = (value: unknown, from: number, to: number): value is number => Number.isInteger(value) && Number(value) >= from && Number(value) <= to

/** Whose file it is and how large it really is, the transaction that writes the text asks (`files`). */
function imageAttrs({ id, alt, width, height }: Plain): Attrs {
  if (!isId(id) || typeof alt !== 'string' || !isInt(width, 1, 9_999) || !isInt(height, 1, 9_999)) fail()
  const shown = storable(alt).replace(/\s+/g, ' ').trim()
  return countGraphemes(shown) <= ALT_LIMIT ? { id: id.toLowerCase(), alt: shown, width, height } : fail()
}

/** Whether the post is there to be quoted, and says so, is asked where the text is written (boards). */
function quoteAttrs({ post, topic, no }: Plain): Attrs {
  if (isId(post)) return { post: post.toLowerCase() }
  return isId(topic) && isInt(no, 1, 2_147_483_647) ? { topic: topic.toLowerCase(), no } : fail()
}

/** A cell may reach over others; widths and alignment are the page's. */
function cellAttrs({ colspan = 1, rowspan = 1 }: Plain): Attrs {
  if (!isInt(colspan, 1, MAX_TABLE_COLUMNS) || !isInt(rowspan, 1, MAX_TABLE_ROWS)) fail()
  return colspan === 1 && rowspan === 1 ? undefined : { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }
}

/** Rows and columns of a table are bounded; a row is as wide as its cells reach. */
function boundTable({ content: rows = [] }: DocNode): void {
  const widthOf = ({ content: cells = [] }: DocNode) => cells.reduce((n, { attrs }) => n + (attrs !== undefined && 'colspan' in attrs ? (attrs.colspan ?? 1) : 1), 0)
  if (rows.length > MAX_TABLE_ROWS || rows.some((row) => widthOf(row) > MAX_TABLE_COLUMNS)) throw invalid({ text: 'editor.table_too_large' })
}

/** A plain object with only these keys; `__proto__` as a key of its own is a foreign key like any other. */
function plain(value: unknown, keys: readonly string[]): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail()
  for (const key of Object.keys(value)) if (!keys.includes(key)) fail()
  return value as Plain
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) fail()
  return value
}

function cleanMark(given: unknown): DocMark {
  const { type, attrs } = plain(given, ['type', 'attrs'])
  if (type === 'bold' || type === 'code') {
    if (attrs !== undefined) plain(attrs, [])
    return { type }
  }
  if (type !== 'link') fail()
  return { type, attrs: { href: safeHref(plain(attrs, linkAttrs).href) ?? fail() } }
}

function cleanNode(given: unknown, depth: number, count: { nodes: number }): DocNode {
  if (depth > MAX_DOC_DEPTH || ++count.nodes > MAX_DOC_NODES) throw invalid({ text: 'form.too_long' })
  const { type, attrs = {}, content, marks, text } = plain(given, ['type', 'attrs', 'content', 'marks', 'text'])
  if (typeof type !== 'string' || !Object.hasOwn(nodes, type)) fail()
  const rule = nodes[type as DocNode['type']]
  const node: DocNode = { type: type as DocNode['type'] }
  const kept = rule.attrs(plain(attrs, rule.keys))
  if (kept !== undefined) node.attrs = kept
  if ((type === 'text') !== (typeof text === 'string') || text === '') fail()
  if (typeof text === 'string') node.text = storable(text)
  if (marks !== undefined && listOf(marks).length > 0) node.marks = listOf(marks).map(cleanMark)
  if (content !== undefined && listOf(content).length > 0) node.content = listOf(content).map((child) => cleanNode(child, depth + 1, count))
  if (type === 'table') boundTable(node)
  return node
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair; a text that holds one is refused, never changed. */
export function storable(text: string): string {
  if (text.includes('\u0000') || /\p{Surrogate}/u.test(text)) fail()
  return text
}

const isEmptyLine = (node: DocNode | undefined): boolean => node?.type === 'paragraph' && node.content === undefined

/** Empty paragraphs before and after the text are left over from writing; one stays when there is nothing else. */
function withoutEmptyEnds(content: DocNode[]): DocNode[] {
  let [from, to] = [0, content.length]
  while (to - from > 1 && isEmptyLine(content[to - 1])) to--
  while (to - from > 1 && isEmptyLine(content[from])) from++
  return content.slice(from, to)
}

/**
 * The document in a JSON text from outside, rebuilt from nothing but what is allowed. Throws `invalid` (field `text`) for anything
 * else: other nodes, marks, attributes or keys, addresses that are not http, https or mailto, a shape that the editor's schema does
 * not know, more than 100 kB, 20 levels or 2,000 nodes. Checking what was checked changes nothing.
 */
export function checkDoc(json: string): DocNode {
  if (Buffer.byteLength(json) > MAX_DOC_BYTES) throw invalid({ text: 'form.too_long' })
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    throw refused()
  }
  const doc = cleanNode(given, 1, { nodes: 0 })
  if (doc.type !== 'doc') throw refused()
  if (doc.content !== undefined) doc.content = withoutEmptyEnds(doc.content)
  try {
    Node.fromJSON(schema, doc).check()
  } catch {
    throw refused()
  }
  return doc
}
