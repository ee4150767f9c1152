import type { Ctx } from '../core/ctx.ts'
import { SMALL_IMAGE } from '../core/richtext/images.ts'
import { maySeePost } from '../domain/boards/index.server.ts'
import { maySeeEvent } from '../domain/events/index.server.ts'
import { type FileReaders, openFile } from '../domain/files/index.server.ts'
import { maySeeMaterials } from '../domain/proposals/index.server.ts'
import type { FileSize } from '../domain/files/policy.ts'

/** Who decides about the files of what. */
const readers: FileReaders = { post: maySeePost, event: maySeeEvent, material: maySeeMaterials }

/** Kept by the reader's own browser only, for an hour without asking: so long may who has seen it see it again after it was hidden. */
const KEPT = 'private, max-age=3600, immutable'

/** A file for who may see it, as bytes that can be nothing else: never a page, never for another site. */
export async function fileResponse(ctx: Ctx, request: Request, id: string): Promise<Response> {
  const size: FileSize = new URL(request.url).searchParams.get('w') === String(SMALL_IMAGE) ? 'small' : 'full'
  const file = await openFile(ctx, id, size, readers)
  const headers = { ETag: file.etag, 'Cache-Control': file.name === null ? KEPT : 'no-store', Vary: 'Cookie' }
  if (request.headers.get('If-None-Match')?.includes(file.etag)) return new Response(null, { status: 304, headers })
  return new Response(Buffer.from(await file.read()), {
    headers: {
      ...headers,
      'Content-Type': file.mediaType,
      'X-Content-Type-Options': 'nosniff',
      'Content-Disposition': file.name === null ? `attachment; filename="${file.id}.webp"` : `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  })
}
