/** Bounds of one text that a member writes, for the server and the composer alike. */
export const MAX_DOC_BYTES = 100_000
export const MAX_DOC_DEPTH = 20
export const MAX_DOC_NODES = 2_000
export const MAX_MENTIONS = 20
export const MAX_IMAGES = 10
export const MAX_QUOTES = 10
/** Of a quoted text, in characters as people count them: a selection may be longer than what is taken of a whole post. */
export const QUOTE_LIMIT = 2_000
export const SHORT_QUOTE = 300
/** A table is as wide and long as a post bears. */
export const MAX_TABLE_ROWS = 50
export const MAX_TABLE_COLUMNS = 12
/** What an image shows, in characters as people count them. */
export const ALT_LIMIT = 200

/** Levels of a heading inside a text; the page's own h1 and h2 stand above them. */
export const HEADING_LEVELS = [2, 3] as const

/**
 * Which post a quote is of. A composer names it by its address; stored is its id, once the server has found the words in it. `name` is
 * for the composer alone and never stored.
 */
export type QuoteAttrs = { post: string; topic?: string; no?: number; name?: string } | { post?: undefined; topic: string; no: number; name?: string }

/** ProseMirror JSON with nothing in it but what `checkDoc` lets through. */
export type DocMark = { type: 'bold' | 'code' } | { type: 'link'; attrs: { href: string } }
export type DocNode = {
  type: 'doc' | 'paragraph' | 'heading' | 'bulletList' | 'orderedList' | 'listItem' | 'blockquote' | 'quote' | 'codeBlock' | 'hardBreak' | 'mention' | 'image' | 'table' | 'tableRow' | 'tableCell' | 'tableHeader' | 'text'
  attrs?: QuoteAttrs | { level: number } | { colspan?: number; rowspan?: number; scope?: 'col' | 'row' } | { start: number } | { id: string } | { id: string; alt: string; width: number; height: number }
  content?: DocNode[]
  marks?: DocMark[]
  text?: string
}
