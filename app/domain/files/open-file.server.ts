import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import type { FileSize, FileSubject } from './policy.ts'

/** Whether the actor may see what a file belongs to: the doors of the modules it can belong to. */
export type FileReaders = Record<FileSubject, (ctx: Ctx, subjectId: string) => Promise<boolean>>
export type OpenedFile = { id: string; etag: string; mediaType: string; /** Null: it is only shown in something. */ name: string | null; read(): Promise<Uint8Array> }

/** A file for who may see it; its bytes are read only when they are asked for. Throws `not_found` to everybody else. */
export async function openFile(ctx: Ctx, id: string, size: FileSize, readers: FileReaders): Promise<OpenedFile> {
  if (!isMember(ctx.actor) || !isId(id)) throw notFound()
  const file = await ctx.db.storedFile.findUnique({ where: { id }, select: { ownerId: true, hash: true, mediaType: true, name: true, subject: true, subjectId: true } })
  if (!file) throw notFound()
  const { subject, subjectId } = file
  const isSeen = subject === null || subjectId === null ? file.ownerId === ctx.actor.id : isKnown(readers, subject) && (await readers[subject](ctx, subjectId))
  if (!isSeen) throw notFound()
  return {
    id,
    mediaType: file.mediaType,
    name: file.name,
    etag: `"${file.hash.slice(0, 32)}-${size}"`,
    async read() {
      const [found] = await ctx.db.$queryRaw<{ bytes: Uint8Array }[]>`
        select bytes from file_content where file_id = ${id}::uuid and size in (${size}, 'full') order by size = ${size} desc limit 1`
      if (!found) throw notFound()
      return found.bytes
    },
  }
}

const isKnown = (readers: FileReaders, subject: string): subject is FileSubject => Object.hasOwn(readers, subject)
