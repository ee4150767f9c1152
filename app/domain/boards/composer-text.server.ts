import type { Ctx } from '../../core/ctx.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { mentionedIn } from '../../core/richtext/render-doc.server.ts'
import { namesOf } from './authors.server.ts'

/** A stored text for the composer again: the editor's document, its mentions labelled with today's names, and the same as plain text. */
export type ComposerText = { doc: DocNode; text: string }

export async function composerText(ctx: Ctx, doc: DocNode): Promise<ComposerText> {
  const names = await namesOf(ctx, mentionedIn(doc))
  const nameOf = (id: string) => names.get(id) ?? '—'
  return { doc: withLabels(doc, nameOf), text: plainText(doc, { nameOf }) }
}

/** The editor shows a mention by its label, which is never stored. */
function withLabels(node: DocNode, nameOf: (id: string) => string): DocNode {
  const labelled = node.type === 'mention' && node.attrs !== undefined && 'id' in node.attrs ? { ...node, attrs: { ...node.attrs, label: nameOf(node.attrs.id) } } : node
  return labelled.content === undefined ? labelled : { ...labelled, content: labelled.content.map((child) => withLabels(child, nameOf)) }
}
