import { invalid } from '../errors.ts'
import { checkDoc, storable } from './check-doc.server.ts'
import { docFromText } from './doc-from-text.ts'
import { type ImageAttrs, imagesIn } from './images.ts'
import { type DocNode, MAX_DOC_BYTES, MAX_DOC_NODES, MAX_IMAGES, MAX_MENTIONS, MAX_QUOTES } from './limits.ts'
import { plainText } from './plain-text.ts'
import { quotesIn, withoutSources } from './quotes.ts'
import { mentionedIn, renderDoc } from './render-doc.server.ts'

/** A text as it is stored: the document, its HTML (mentions without names), its plain text, whom it names, and the files it shows. */
export type RichText = { doc: DocNode; html: string; text: string; mentions: string[]; images: ImageAttrs[] }

const countNodes = (node: DocNode): number => 1 + (node.content ?? []).reduce((n, child) => n + countNodes(child), 0)

/**
 * Reads what a composer sent: `doc` (the editor's JSON text) or else `text` (a plain text field, without JavaScript).
 * Whatever it quotes is not yet checked, so its HTML names no source.
 * Throws `invalid` for field `text`: nothing written, too long, or not a document of ours.
 */
export function readText(input: { doc?: string | undefined; text?: string | undefined }): RichText {
  const { doc: json = '', text: typed = '' } = input
  if (json === '' && Buffer.byteLength(typed) > MAX_DOC_BYTES) throw invalid({ text: 'form.too_long' })
  const doc = json === '' ? docFromText(storable(typed)) : checkDoc(json)
  if (json === '' && countNodes(doc) > MAX_DOC_NODES) throw invalid({ text: 'form.too_long' })
  const { text, mentions, images } = richTextOf(doc)
  const quotes = quotesIn(doc)
  if (text === '' && images.length === 0) throw invalid({ text: quotes.length > 0 ? 'editor.quote_alone' : 'form.required' })
  if (mentions.length > MAX_MENTIONS || images.length > MAX_IMAGES || quotes.length > MAX_QUOTES) throw invalid({ text: 'form.too_long' })
  return { doc, html: renderDoc(withoutSources(doc)), text, mentions, images }
}

/** What is stored beside a document. The quotes in it have been checked. */
export const richTextOf = (doc: DocNode): RichText => ({ doc, html: renderDoc(doc), text: plainText(doc), mentions: mentionedIn(doc), images: imagesIn(doc) })
