import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid } from '../../core/errors.ts'
import { idWithin } from '../../core/ids.ts'
import { docFromText } from '../../core/richtext/doc-from-text.ts'
import { ALT_LIMIT, type DocNode } from '../../core/richtext/limits.ts'
import { countGraphemes } from '../../core/text.ts'
import { uploadImage } from '../files/index.server.ts'
import { accessTopic } from './access.server.ts'
import { replyToTopic } from './reply-to-topic.server.ts'
import type { replyWithImageInput } from './schema.ts'

/**
 * Writes a reply from plain fields: a text, an image below it, and what the image shows (nothing for one that only decorates). Sent
 * twice it is one reply with one image. Throws what `uploadImage` and `replyToTopic` throw, and `invalid` (field `alt`).
 */
export async function replyWithImage(ctx: Ctx, { commandId, topicId, text, alt: typed, isDecorative }: z.output<typeof replyWithImageInput>, bytes: Uint8Array): ReturnType<typeof replyToTopic> {
  const topic = await accessTopic(ctx, topicId)
  if (topic.isClosed || topic.isArchived) throw conflict('boards.closed')
  const alt = isDecorative ? '' : typed
  if (alt === '' && !isDecorative) throw invalid({ alt: 'editor.image_alt_required' })
  if (countGraphemes(alt) > ALT_LIMIT) throw invalid({ alt: 'form.too_long' })
  const written = docFromText(text).content ?? []
  const image = await uploadImage(ctx, { commandId: idWithin(commandId, 'image') }, bytes)
  const doc: DocNode = { type: 'doc', content: [...written, { type: 'image', attrs: { ...image, alt } }] }
  return replyToTopic(ctx, { commandId, topicId, doc: JSON.stringify(doc) })
}
