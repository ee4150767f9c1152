import { createHash } from 'node:crypto'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { documentKind } from '../../core/documents.server.ts'
import { invalid, isDomainError } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { excerpt } from '../../core/text.ts'
import { MAX_MATERIAL } from './policy.ts'

export type ReadMaterial = { name: string; mediaType: string; alt: string; width: number; height: number; contents: { size: string; bytes: Uint8Array<ArrayBuffer> }[] }
/** A file beside something, as it is listed. */
export type Material = { id: string; name: string; mediaType: string; bytes: number; alt: string }

/** A name without a path and without what file systems and headers stumble over, with the ending of what the file is. */
export function materialName(typed: string, ending: string): string {
  const base = (typed.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Surrogate}<>:"|?*]+/gu, ' ').replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/^[.\s]+|[.\s]+$/g, '')
  return `${base === '' ? 'file' : excerpt(base, 80)}.${ending}`
}

/**
 * Reads a file to be put beside something: what it is by content; an image is written anew. Throws `invalid` (fields `file`, `alt`: an
 * image needs its words).
 */
export async function readMaterial(ctx: Ctx, file: { name: string; bytes: Uint8Array; alt: string }): Promise<ReadMaterial> {
  const { bytes } = file
  if (bytes.length === 0) throw invalid({ file: 'form.choose' })
  if (bytes.length > MAX_MATERIAL) throw invalid({ file: 'materials.too_large' })
  const kind = await documentKind(bytes)
  if (kind.kind === 'document') return { name: materialName(file.name, kind.ending), mediaType: kind.mediaType, alt: '', width: 0, height: 0, contents: [{ size: 'full', bytes: new Uint8Array(bytes) }] }
  if (file.alt === '') throw invalid({ alt: 'materials.alt_required' })
  try {
    const { width, height, full, small } = await ctx.images.encode(bytes)
    return { name: materialName(file.name, 'webp'), mediaType: 'image/webp', alt: file.alt, width, height, contents: [{ size: 'full', bytes: new Uint8Array(full) }, ...(small === null ? [] : [{ size: 'small', bytes: new Uint8Array(small) }])] }
  } catch (error) {
    if (isDomainError(error) && error.fields?.['image'] !== undefined) throw invalid({ file: error.fields['image'] })
    throw error
  }
}

/** Keeps a file beside something; its owner's share holds by constraints. */
export async function keepMaterial(tx: TxCtx, to: { subject: 'material'; subjectId: string; ownerId: string }, read: ReadMaterial): Promise<string> {
  const id = newId()
  const { contents, ...row } = read
  const bytes = contents.reduce((n, c) => n + c.bytes.length, 0)
  const hash = createHash('sha256').update(contents[0]?.bytes ?? new Uint8Array()).digest('hex')
  await tx.db.storedFile.create({ data: { id, ...row, ...to, hash, bytes, createdAt: tx.now(), contents: { create: contents } }, select: { id: true } })
  return id
}

/** What stands beside something, in the order it came. The caller has authorised it. */
export async function listMaterials(ctx: Ctx, subjectId: string): Promise<Material[]> {
  const rows = await ctx.db.storedFile.findMany({ where: { subject: 'material', subjectId }, select: { id: true, name: true, mediaType: true, bytes: true, alt: true }, orderBy: { id: 'asc' }, take: 50 })
  return rows.map((r) => ({ ...r, name: r.name ?? '' }))
}

/** Takes a file away for good. Answers whether it was there. */
export const dropMaterial = async (tx: TxCtx, subjectId: string, id: string): Promise<boolean> => (await tx.db.storedFile.deleteMany({ where: { id, subject: 'material', subjectId } })).count > 0
