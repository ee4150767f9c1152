import type { Request, RequestHandler } from 'express'
import { formWithFiles, MOST_SENT } from '../../app/domain/files/schema.ts'
import { MAX_UPLOAD, UPLOAD_PATH } from '../../app/domain/files/policy.ts'
import { refuse } from './error-page.ts'
import { readFormWithFiles } from './form-with-files.ts'
import { uploadTurn } from './upload-turn.ts'

/** Forms hold texts; files have their own way in. */
export const MAX_BODY = 256 * 1024
/** What a form around a file adds to it. */
const ENVELOPE = 16 * 1024
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

/**
 * Reads the body of a write, at most 256 kB by its declared length and by what really comes (413), only in the two forms browsers
 * send a form in (415), without NUL (400). The bytes wait in `res.locals.body` for the page.
 * Somebody with a session may send an image of 8 MB where the editor sends them, and files with the forms that take some
 * (`res.locals.posted`).
 */
export const readBody: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST') return next()
  const declared = Number(req.headers['content-length'] ?? 0)
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isSession = /(^|;\s*)(__Host-)?enishi=/.test(req.headers.cookie ?? '')
  const way = isSession && type === formTypes[1] ? formWithFiles(req.path) : undefined
  const isUpload = isSession && req.path === UPLOAD_PATH
  const most = way ? MOST_SENT : isUpload ? MAX_UPLOAD + ENVELOPE : MAX_BODY
  if (declared > most) return refuse(req, res, 413)
  const isEmpty = declared === 0 && req.headers['transfer-encoding'] === undefined
  if (!isEmpty && !formTypes.includes(type)) return refuse(req, res, 415)
  if (way) {
    uploadTurn(res).then(() => readFormWithFiles(req, way, MAX_BODY)).then(
      (posted) => {
        if (posted === 'too-large') return refuse(req, res, 413)
        res.locals['posted'] = posted
        next()
      },
      () => res.destroy(),
    )
    return
  }
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
