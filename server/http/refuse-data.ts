import type { Request, Response } from 'express'
import { encode } from 'turbo-stream'

/** Whether a form was sent by the app in the browser, which reads its answer as data and would show a failure for a page. */
export const wantsData = (req: Request): boolean => req.method === 'POST' && req.path.endsWith('.data')

/** Refuses such a form as its own action would: the form stays as it is, and says why. `text` is in the reader's language. */
export async function refuseData(res: Response, status: number, text: string): Promise<void> {
  const refusal = { data: { ok: false, errors: { form: text }, values: {} } }
  const pieces: Uint8Array[] = []
  for await (const piece of encode(refusal) as unknown as AsyncIterable<Uint8Array>) pieces.push(piece)
  res.status(status)
  res.setHeader('Content-Type', 'text/x-script; charset=utf-8')
  res.setHeader('X-Remix-Response', 'yes')
  res.setHeader('Cache-Control', 'no-store')
  res.end(Buffer.concat(pieces))
}
