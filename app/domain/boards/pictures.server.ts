import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, type FieldErrors, invalid, isDomainError } from '../../core/errors.ts'
import { idWithin, isId } from '../../core/ids.ts'
import { checkDoc, storable } from '../../core/richtext/check-doc.server.ts'
import { docFromText } from '../../core/richtext/doc-from-text.ts'
import { ALT_LIMIT, type DocNode } from '../../core/richtext/limits.ts'
import { countGraphemes } from '../../core/text.ts'
import { ownImages, uploadImage } from '../files/index.server.ts'
import { PICTURES } from '../files/policy.ts'
import { accessTopic } from './access.server.ts'
import { replyToTopic } from './reply-to-topic.server.ts'
import type { PictureFields, replyWithPicturesInput, startTopicWithPicturesInput } from './schema.ts'
import { startTopic } from './start-topic.server.ts'

/** Throws `not_found` or `conflict` where nothing may be written now. */
export async function mayReply(ctx: Ctx, topicId: string): Promise<void> {
  const topic = await accessTopic(ctx, topicId)
  if (topic.isClosed || topic.isArchived) throw conflict('boards.closed')
}

/**
 * Keeps the pictures of a form for whoever writes it, so that they are still there when the form comes back: `kept` by their place, and
 * what is wrong with the others beside their fields. The same command again keeps nothing twice.
 */
export async function keepPictures(ctx: Ctx, commandId: unknown, bytesOf: (field: string) => Promise<Uint8Array | undefined>): Promise<{ kept: Record<string, string>; wrong: FieldErrors }> {
  const [kept, wrong]: [Record<string, string>, FieldErrors] = [{}, {}]
  if (typeof commandId !== 'string' || !isId(commandId)) return { kept, wrong }
  await Promise.all(PICTURES.map(async (n) => {
    const bytes = await bytesOf(`image${n}`)
    if (bytes === undefined) return
    try {
      kept[`picture${n}`] = (await uploadImage(ctx, { commandId: idWithin(commandId, `image${n}`) }, bytes)).id
    } catch (error) {
      if (!isDomainError(error)) throw error
      wrong[`image${n}`] = error.fields?.['image'] ?? error.textKey ?? `errors.${error.code}`
    }
  }))
  return { kept, wrong }
}

/** The text with its pictures below it. Throws `invalid` (field `alt1` … of a picture that nothing is said of). */
async function withPictures(ctx: Ctx, { doc, text }: { doc?: string | undefined; text?: string | undefined }, fields: PictureFields): Promise<{ doc: string; count: number }> {
  const written = (doc ?? '') === '' ? docFromText(storable(text ?? '')) : checkDoc(doc ?? '')
  const chosen = PICTURES.flatMap((n) => {
    const id = fields[`picture${n}`]
    return id === undefined || fields[`drop${n}`] ? [] : [{ n, id, alt: fields[`isDecorative${n}`] ? '' : fields[`alt${n}`], isDecorative: fields[`isDecorative${n}`] }]
  })
  const unsaid = chosen.filter(({ alt, isDecorative }) => alt === '' && !isDecorative).map(({ n }) => [`alt${n}`, 'editor.image_alt_required'])
  const tooLong = chosen.filter(({ alt }) => countGraphemes(alt) > ALT_LIMIT).map(({ n }) => [`alt${n}`, 'form.too_long'])
  if (unsaid.length + tooLong.length > 0) throw invalid(Object.fromEntries([...unsaid, ...tooLong]) as FieldErrors)
  const images = await ownImages(ctx, chosen.map(({ id }) => id))
  const nodes = chosen.map(({ n, id, alt }): DocNode => {
    const image = images.get(id)
    if (image === undefined) throw invalid({ [`image${n}`]: 'files.gone' })
    return { type: 'image', attrs: { id, ...image, alt } }
  })
  return { doc: JSON.stringify({ type: 'doc', content: [...(written.content ?? []), ...nodes] }), count: nodes.length }
}

/** Writes a reply from plain fields: a text, pictures below it, and what each shows. Throws what `replyToTopic` throws, and `invalid` (fields `image1`, `alt1` …). */
export async function replyWithPictures(ctx: Ctx, input: z.output<typeof replyWithPicturesInput>): ReturnType<typeof replyToTopic> {
  const { commandId, topicId, text } = input
  await mayReply(ctx, topicId)
  const { doc, count } = await withPictures(ctx, { text }, input)
  if (count === 0) throw invalid({ image1: 'form.choose' })
  return replyToTopic(ctx, { commandId, topicId, doc })
}

/** Starts a topic whose first post may have pictures below its text. Throws what `startTopic` throws, and `invalid` (fields `image1`, `alt1` …). */
export async function startTopicWithPictures(ctx: Ctx, input: z.output<typeof startTopicWithPicturesInput>): ReturnType<typeof startTopic> {
  const { doc, count } = await withPictures(ctx, input, input)
  return startTopic(ctx, count === 0 ? input : { ...input, doc })
}
