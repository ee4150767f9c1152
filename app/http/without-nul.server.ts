import { Transform } from 'node:stream'

/**
 * Takes out the zero bytes that React 18 leaves between chunks: where a character of several bytes no longer fits into its
 * buffer, it sends the unused rest of the buffer along. No text of ours contains NUL, and UTF-8 has zero bytes nowhere else.
 */
export const withoutNul = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk)
    },
  })
