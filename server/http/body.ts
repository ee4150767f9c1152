import type { Request, RequestHandler } from 'express'
import { isMaterialPath, isReplyImagePath, MAX_MATERIAL, MAX_UPLOAD, UPLOAD_PATH } from '../../app/domain/files/policy.ts'
import { refuse } from './error-page.ts'
import { uploadTurn } from './upload-turn.ts'

/** Forms hold texts; files have their own way in. */
export const MAX_BODY = 256 * 1024
/** What a form around a file adds to it. */
const ENVELOPE = 16 * 1024
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

/**
 * Reads the body of a write, at most 256 kB by its declared length and by what really comes (413), only in the two forms browsers
 * send a form in (415), without NUL (400). The bytes wait in `res.locals.body` for the page.
 * Where files are sent to, somebody with a session may send 8 MB, beside an event 16 MB.
 */
export const readBody: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST') return next()
  const declared = Number(req.headers['content-length'] ?? 0)
  const isMaterial = isMaterialPath(req.path)
  const isReply = isReplyImagePath(req.path)
  const isUpload = (req.path === UPLOAD_PATH || isMaterial || isReply) && /(^|;\s*)(__Host-)?enishi=/.test(req.headers.cookie ?? '')
  const most = isUpload ? (isMaterial ? MAX_MATERIAL : MAX_UPLOAD) + (isReply ? MAX_BODY : ENVELOPE) : MAX_BODY
  if (declared > most) return refuse(req, res, 413)
  const isEmpty = declared === 0 && req.headers['transfer-encoding'] === undefined
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!isEmpty && !formTypes.includes(type)) return refuse(req, res, 415)
  const read = isUpload ? uploadTurn(res).then(() => collect(req, most)) : collect(req, most)
  read.then(
    (body) => {
      if (body === 'too-large') return refuse(req, res, 413)
      if ((body.includes(0) && !isUpload) || (type === formTypes[0] && body.includes('%00'))) return refuse(req, res, 400)
      res.locals['body'] = body
      next()
    },
    // The client went away in the middle: there is nobody to answer.
    () => res.destroy(),
  )
}

function collect(req: Request, most: number): Promise<Buffer | 'too-large'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > most) {
        req.pause()
        resolve('too-large')
      } else chunks.push(chunk)
    })
    req.on('end', () => resolve(Buffer.concat(chunks)))
    req.on('error', reject)
    req.on('close', () => reject(new Error('aborted')))
  })
}
