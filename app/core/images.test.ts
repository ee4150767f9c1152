import zlib from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isDomainError } from './errors.ts'
import { createImages } from './images.server.ts'

const images = createImages()
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#345' } })
async function whyNot(bytes: Uint8Array): Promise<string> {
  try {
    await images.encode(bytes)
    return 'taken'
  } catch (error) {
    return isDomainError(error) ? (error.fields?.['image'] ?? error.code) : String(error)
  }
}

test('a photo becomes an upright WebP without place, camera or embedded preview', async () => {
  const photo = await plain(2_400, 1_200).jpeg().withExif({ IFD0: { Copyright: 'CANARY-COPYRIGHT', Make: 'CANARY-CAMERA', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 16/1 7/1' } }).withMetadata({ orientation: 6 }).toBuffer()
  const before = await sharp(photo).metadata()
  expect([before.orientation, before.exif !== undefined]).toEqual([6, true])
  const { width, height, full, small } = await images.encode(photo)
  expect([width, height]).toEqual([800, 1_600])
  const [whole, little] = [await sharp(full).metadata(), await sharp(small!).metadata()]
  expect([whole.format, whole.width, whole.height, little.format, little.width]).toEqual(['webp', 800, 1_600, 'webp', 640])
  for (const kept of [whole, little]) expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.orientation]).toEqual([undefined, undefined, undefined, undefined, undefined])
  for (const bytes of [full, small!]) expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/CANARY|Exif|GPS/)
})

test.each(['png', 'jpeg', 'webp'] as const)('a small %s keeps its size and has no smaller one', async (format) => {
  expect(await images.encode(await plain(300, 200).toFormat(format).toBuffer())).toMatchObject({ width: 300, height: 200, small: null })
})

test('what is no image we take is refused with its reason', async () => {
  const png = await plain(20, 20).png().toBuffer()
  const moving = await sharp([png, await plain(20, 20).negate().png().toBuffer()], { join: { animated: true } }).webp({ loop: 0 }).toBuffer()
  expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2)
  expect(await whyNot(moving)).toBe('files.animated')
  expect(await whyNot(await plain(10, 10).gif().toBuffer())).toBe('files.animated')
  expect(await whyNot(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))).toBe('files.type')
  expect(await whyNot(Buffer.from('<!doctype html><script>alert(1)</script>'))).toBe('files.type')
  expect(await whyNot(Buffer.from('%PDF-1.7 '))).toBe('files.type')
  expect(await whyNot(await plain(10, 10).tiff().toBuffer())).toBe('files.type')
  expect(await whyNot(png.subarray(0, png.length - 20))).toBe('files.unreadable')
  expect(await whyNot(Buffer.concat([png.subarray(0, 40), Buffer.alloc(200, 7)]))).toBe('files.unreadable')
})

test('a bomb is refused by its header, before a pixel of it is decoded', async () => {
  // 30,000 × 30,000 pixels, each row the same: a few kilobytes on disk, 2.7 GB decoded.
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(zlib.crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(30_000, 0)
  head.writeUInt32BE(30_000, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const bomb = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(Buffer.alloc(3_751 * 200))), chunk('IEND', Buffer.alloc(0))])
  const before = process.memoryUsage().rss
  expect(await whyNot(bomb)).toBe('files.too_many_pixels')
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
})

test('an image that is a script as well leaves only its picture', async () => {
  const polyglot = Buffer.concat([await plain(20, 20).png().toBuffer(), Buffer.from('<script>alert("CANARY")</script>')])
  const { full } = await images.encode(polyglot)
  expect(Buffer.from(full).toString('latin1')).not.toContain('CANARY')
})

test('many at once wait for their turn, and one too many is told so', async () => {
  const few = createImages()
  const png = await plain(50, 50).png().toBuffer()
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => few.encode(png)))
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(22)
  expect(answers.flatMap((a) => (a.status === 'rejected' ? [a.reason.code] : []))).toEqual(Array(8).fill('unavailable'))
  expect(await few.encode(png)).toMatchObject({ width: 50 })
})
