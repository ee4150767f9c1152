import { escapeHTML, escapeHTMLAttribute, renderJSONContentToString } from '@tiptap/static-renderer/json/html-string'
import { imageAddress, SMALL_IMAGE, smallImage } from './images.ts'
import type { DocNode } from './limits.ts'

const inside = (children: string | string[] | undefined): string => (Array.isArray(children) ? children.join('') : (children ?? ''))
const element = (tag: string) => ({ children }: { children?: string | string[] }) => `<${tag}>${inside(children)}</${tag}>`
/** A post stands under the page's h1 and its author's h2, so its own headings begin at h3. */
const headingTag = (level: unknown) => (level === 2 ? 'h3' : 'h4')

/** Size and text come with it, so that nothing moves when it is loaded; a phone takes the small one. */
function image({ id, alt, width, height }: Record<string, unknown>): string {
  const file = escapeHTMLAttribute(String(id))
  const isSmall = Number(width) <= SMALL_IMAGE
  const source = isSmall ? `src="${imageAddress(file)}"` : `src="${smallImage(file)}" srcset="${smallImage(file)} ${SMALL_IMAGE}w, ${imageAddress(file)} ${Number(width)}w" sizes="(min-width: 48rem) 40rem, 92vw"`
  return `<img ${source} alt="${escapeHTMLAttribute(String(alt))}" width="${Number(width)}" height="${Number(height)}" data-file="${file}" loading="lazy" decoding="async">`
}

const spans = ({ colspan, rowspan }: Record<string, unknown>) => `${colspan === undefined ? '' : ` colspan="${Number(colspan)}"`}${rowspan === undefined ? '' : ` rowspan="${Number(rowspan)}"`}`

/** A header cell says what it heads: its column in the rows of headers that a table begins with, else its row. */
function withScopes(node: DocNode): DocNode {
  if (node.content === undefined) return node
  if (node.type !== 'table') return { ...node, content: node.content.map(withScopes) }
  let isTop = true
  return {
    ...node,
    content: node.content.map((row) => {
      isTop &&= row.content?.every((cell) => cell.type === 'tableHeader') === true
      return { ...row, content: (row.content ?? []).map((cell) => (cell.type === 'tableHeader' ? { ...cell, attrs: { ...cell.attrs, scope: isTop ? 'col' : 'row' } } : cell)) }
    }),
  }
}

/** Everything that can be in the HTML of a text stands here; the stored HTML is made by this table alone. */
const render = renderJSONContentToString({
  nodeMapping: {
    doc: ({ children }) => inside(children),
    text: ({ node }) => escapeHTML(node.text ?? ''),
    paragraph: element('p'),
    heading: ({ node, children }) => element(headingTag(node.attrs?.['level']))(children === undefined ? {} : { children }),
    bulletList: element('ul'),
    orderedList: ({ node, children }) => `<ol${node.attrs?.['start'] === undefined ? '' : ` start="${Number(node.attrs['start'])}"`}>${inside(children)}</ol>`,
    listItem: element('li'),
    blockquote: ({ children }) => `<blockquote class="q">${inside(children)}</blockquote>`,
    // Who is quoted, and where that stands, is put in at reading: `fillQuotes`. A quote nobody has checked names nobody.
    quote: ({ node, children }) => `<blockquote class="q"${node.attrs?.['post'] === undefined ? '' : ` data-quote="${escapeHTMLAttribute(String(node.attrs['post']))}"`}>${inside(children)}</blockquote>`,
    codeBlock: ({ children }) => `<pre><code>${inside(children)}</code></pre>`,
    hardBreak: () => '<br>',
    mention: ({ node }) => `<span data-mention="${escapeHTMLAttribute(String(node.attrs?.['id']))}"></span>`,
    // What is wider than the post scrolls by itself, also by keys.
    table: ({ children }) => `<div class="table-wrap" role="group" aria-label="表" tabindex="0"><table><tbody>${inside(children)}</tbody></table></div>`,
    tableRow: element('tr'),
    tableCell: ({ node, children }) => `<td${spans(node.attrs ?? {})}>${inside(children)}</td>`,
    tableHeader: ({ node, children }) => `<th scope="${node.attrs?.['scope'] === 'col' ? 'col' : 'row'}"${spans(node.attrs ?? {})}>${inside(children)}</th>`,
    image: ({ node }) => image(node.attrs ?? {}),
  },
  markMapping: {
    bold: element('strong'),
    code: element('code'),
    link: ({ mark, children }) => `<a href="${escapeHTMLAttribute(String(mark.attrs?.['href']))}" rel="nofollow ugc noopener noreferrer">${inside(children)}</a>`,
  },
})

/** The HTML of a checked document. Mentions hold the member's id and no name: `fillMentions` puts it in at reading. */
export const renderDoc = (doc: DocNode): string => render({ content: withScopes(doc) })

/** Ids of the members a checked document calls, each once: not those whom somebody else called in what it quotes. */
export const mentionedIn = (doc: DocNode): string[] => namedIn(doc, (node) => node.type !== 'quote')

/** Ids of all members whose names a document shows, each once. */
export function namedIn(doc: DocNode, isMeant: (node: DocNode) => boolean = () => true): string[] {
  const ids = new Set<string>()
  const walk = (node: DocNode): void => {
    if (!isMeant(node)) return
    if (node.type === 'mention' && node.attrs !== undefined && 'id' in node.attrs) ids.add(node.attrs.id)
    node.content?.forEach(walk)
  }
  walk(doc)
  return [...ids]
}
