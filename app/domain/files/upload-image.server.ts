import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, EncodedImage } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { firstAnswer } from '../../core/one-statement.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { MAX_UPLOAD } from './policy.ts'
import type { uploadInput } from './schema.ts'

export type UploadedImage = { id: string; width: number; height: number }

/**
 * Keeps an image for its owner, who may then put it into something they write. The same command again gets the same image.
 * Throws `invalid` (field `image`: no image, too large, animated, unreadable), `conflict` (share used up), `too_many` (60 an hour).
 */
export async function uploadImage(ctx: Ctx, { commandId }: z.output<typeof uploadInput>, bytes: Uint8Array): Promise<UploadedImage> {
  if (!isMember(ctx.actor)) throw notFound()
  const me = ctx.actor.id
  if (bytes.length === 0) throw invalid({ image: 'form.choose' })
  if (bytes.length > MAX_UPLOAD) throw invalid({ image: 'files.too_large' })
  const before = await firstAnswer<UploadedImage>(ctx, commandId)
  if (before !== undefined) return before
  await ctx.limit('file.upload', me, { points: 60, seconds: 3_600 })
  const image = await ctx.images.encode(bytes)
  try {
    return await once(ctx, 'file:upload', commandId, async (tx) => {
      const id = newId()
      await tx.db.storedFile.create({
        data: { id, ownerId: me, width: image.width, height: image.height, hash: createHash('sha256').update(image.full).digest('hex'), bytes: sizeOf(image), createdAt: tx.now(), contents: { create: contentsOf(image) } },
        select: { id: true },
      })
      return { id, width: image.width, height: image.height }
    })
  } catch (error) {
    if (isOverShare(error)) throw conflict('files.share_used')
    throw error
  }
}

const sizeOf = ({ full, small }: EncodedImage): number => full.length + (small?.length ?? 0)
const contentsOf = ({ full, small }: EncodedImage) => [{ size: 'full', bytes: new Uint8Array(full) }, ...(small === null ? [] : [{ size: 'small', bytes: new Uint8Array(small) }])]

/** A member's share is held by constraints on what is counted, so that many uploads at once cannot pass it together. */
export const isOverShare = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError || error instanceof Prisma.PrismaClientUnknownRequestError) && JSON.stringify([error.message, 'meta' in error ? error.meta : '']).includes('file_use_within_share')
