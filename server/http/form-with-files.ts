import { Readable } from 'node:stream'
import { unstable_parseMultipartFormData } from '@remix-run/node'
import type { Request } from 'express'
import { type FormWithFiles, MOST_SENT } from '../../app/domain/files/schema.ts'

/** A form as it was sent, and of each file that was too large the field and what is said of it. */
export type Posted = { form: FormData; tooLarge: Record<string, string> }
const MOST_PARTS = 200

class TooLarge extends Error {}

/**
 * Reads a form with files while it comes. Texts are kept, together at most `texts` bytes; of a file too large nothing is kept and its
 * field is named, so that the form can come back with what was typed. Rejects when the sender leaves; what is no form has nothing in it.
 */
export async function readFormWithFiles(req: Request, way: FormWithFiles, texts: number): Promise<Posted | 'too-large'> {
  const tooLarge: Record<string, string> = {}
  let [typed, kept, parts, sent] = [0, 0, 0, 0]
  const body = Readable.from((async function* () {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      sent += chunk.length
      if (sent > MOST_SENT) throw new TooLarge()
      yield chunk
    }
  })())
  try {
    const request = new globalThis.Request('http://form/', { method: 'POST', headers: { 'Content-Type': req.headers['content-type'] ?? '' }, body: Readable.toWeb(body) as ReadableStream, duplex: 'half' } as RequestInit)
    const form = await unstable_parseMultipartFormData(request, async ({ name, filename, contentType, data }) => {
      if (++parts > MOST_PARTS) throw new TooLarge()
      const isFile = filename !== undefined
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of data) {
        size += chunk.length
        if (!isFile && (typed += chunk.length) > texts) throw new TooLarge()
        const room = Math.min(way.each, way.all - kept)
        if (size <= room) chunks.push(chunk)
        else chunks.length = 0
      }
      if (!isFile) return Buffer.concat(chunks).toString('utf8')
      if (size > way.each || size > way.all - kept) {
        tooLarge[name] = size > way.each ? way.tooLarge : way.tooMuch
        return undefined
      }
      kept += size
      return new File(chunks as BlobPart[], filename, { type: contentType ?? '' })
    })
    return { form, tooLarge }
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large'
    if (!req.complete) throw error
    return { form: new FormData(), tooLarge: {} }
  }
}
