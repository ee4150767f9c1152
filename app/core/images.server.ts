import type { EncodedImage, Images } from './ctx.ts'
import { DomainError, invalid, isDomainError } from './errors.ts'
import { SMALL_IMAGE } from './richtext/images.ts'

/** What is taken, by content. What a phone calls HEIC its browser turns into JPEG by itself. */
const taken = new Set(['image/jpeg', 'image/png', 'image/webp'])
const animated = new Set(['image/gif', 'image/apng'])
/** More pixels than any phone takes; a file of a few kilobytes can claim a billion of them. */
const MAX_PIXELS = 50_000_000
/** The longest side that is kept. */
const FULL = 1_600
const AT_ONCE = 2
const MAX_WAITING = 20
const SECONDS = 15

const refused = (why: string) => invalid({ image: why })

/** The image port of a process. At most two images are decoded at a time, so that memory stays bounded; one more than 20 waiting is refused. */
export function createImages(): Images {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async encode(bytes) {
      if (running >= AT_ONCE) {
        if (waiting.length >= MAX_WAITING) throw new DomainError('unavailable', { retryAfter: 5 })
        await new Promise<void>((turn) => waiting.push(turn))
      } else running++
      try {
        return await encode(bytes)
      } catch (cause) {
        if (isDomainError(cause)) throw cause
        // Whatever the decoder cannot read is no image to us: cut off, false size, too long to decode.
        throw new DomainError('invalid', { fields: { image: 'files.unreadable' }, cause })
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}

async function encode(bytes: Uint8Array): Promise<EncodedImage> {
  // Loaded when the first image comes: most processes never see one.
  const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([import('file-type'), import('sharp')])
  sharp.cache(false)
  sharp.concurrency(1)
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (type !== undefined && animated.has(type)) throw refused('files.animated')
  if (type === undefined || !taken.has(type)) throw refused('files.type')
  const { width = 0, height = 0, pages = 1, format } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (`image/${format}` !== type) throw refused('files.type')
  if (pages > 1) throw refused('files.animated')
  if (width * height > MAX_PIXELS) throw refused('files.too_many_pixels')

  const read = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true }).timeout({ seconds: SECONDS })
  // Metadata (place, camera, embedded previews) is left behind: sharp writes none unless asked to. Colours become sRGB.
  const full = await read().autoOrient().resize({ width: FULL, height: FULL, fit: 'inside', withoutEnlargement: true }).webp({ quality: 82, effort: 3 }).toBuffer({ resolveWithObject: true })
  const small = full.info.width <= SMALL_IMAGE ? null : await sharp(full.data).resize({ width: SMALL_IMAGE }).webp({ quality: 78, effort: 3 }).toBuffer()
  return { width: full.info.width, height: full.info.height, full: full.data, small }
}
