import { invalid } from '../errors.ts'
import { checkDoc, storable } from './check-doc.server.ts'
import { docFromText } from './doc-from-text.ts'
import { type DocNode, MAX_DOC_BYTES, MAX_DOC_NODES, MAX_MENTIONS } from './limits.ts'
import { plainText } from './plain-text.ts'
import { mentionedIn, renderDoc } from './render-doc.server.ts'

/** A text as it is stored: the document, its HTML (mentions without names), its plain text, and whom it names. */
export type RichText = { doc: DocNode; html: string; text: string; mentions: string[] }

const countNodes = (node: DocNode): number => 1 + (node.content ?? []).reduce((n, child) => n + countNodes(child), 0)

/**
 * Reads what a composer sent: `doc` (the editor's JSON text) or else `text` (a plain text field, without JavaScript).
 * Throws `invalid` for field `text`: nothing written, too long, or not a document of ours.
 */
export function readText(input: { doc?: string | undefined; text?: string | undefined }): RichText {
  const { doc: json = '', text: typed = '' } = input
  if (json === '' && Buffer.byteLength(typed) > MAX_DOC_BYTES) throw invalid({ text: 'form.too_long' })
  const doc = json === '' ? docFromText(storable(typed)) : checkDoc(json)
  if (json === '' && countNodes(doc) > MAX_DOC_NODES) throw invalid({ text: 'form.too_long' })
  const text = plainText(doc)
  const mentions = mentionedIn(doc)
  if (text === '') throw invalid({ text: 'form.required' })
  if (mentions.length > MAX_MENTIONS) throw invalid({ text: 'form.too_long' })
  return { doc, html: renderDoc(doc), text, mentions }
}
