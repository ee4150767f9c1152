/** Bounds of one text that a member writes, for the server and the composer alike. */
export const MAX_DOC_BYTES = 100_000
export const MAX_DOC_DEPTH = 20
export const MAX_DOC_NODES = 2_000
export const MAX_MENTIONS = 20

/** Levels of a heading inside a text; the page's own h1 and h2 stand above them. */
export const HEADING_LEVELS = [2, 3] as const

/** ProseMirror JSON with nothing in it but what `checkDoc` lets through. */
export type DocMark = { type: 'bold' | 'code' } | { type: 'link'; attrs: { href: string } }
export type DocNode = {
  type: 'doc' | 'paragraph' | 'heading' | 'bulletList' | 'orderedList' | 'listItem' | 'blockquote' | 'codeBlock' | 'hardBreak' | 'mention' | 'text'
  attrs?: { level: number } | { start: number } | { id: string }
  content?: DocNode[]
  marks?: DocMark[]
  text?: string
}
