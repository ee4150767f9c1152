import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Db, Tx } from '../../app/core/db.server.ts'
import type { Prisma, StoredFile } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

/** The bytes of a picture as a camera would write them. */
export const picture = ({ width = 80, height = 60, format = 'png' as 'png' | 'jpeg' | 'webp', colour = '#4a7c59' } = {}): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } }).toFormat(format).toBuffer()

/** A drawing as an uploaded picture. */
export const drawn = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png().toBuffer()

/** An image of a member that is stored already, 80 × 60 in size; it belongs to nothing unless `over` says so. */
export async function makeFile(db: Db | Tx, over: Partial<Prisma.StoredFileUncheckedCreateInput> & { ownerId: string; full?: Uint8Array; small?: Uint8Array | null }): Promise<StoredFile> {
  const { full = await picture({ format: 'webp' }), small = null, ...row } = over
  const contents = [{ size: 'full', bytes: new Uint8Array(full) }, ...(small === null ? [] : [{ size: 'small', bytes: new Uint8Array(small) }])]
  return db.storedFile.create({
    data: { width: 80, height: 60, hash: createHash('sha256').update(full).digest('hex'), bytes: full.length + (small?.length ?? 0), createdAt: DEMO_NOW, contents: { create: contents }, ...row },
  })
}

/** A PDF of one empty page, as small as one can be. */
export const pdf = (inside = ''): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${inside}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1')
