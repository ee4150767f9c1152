import { decodeQR } from 'qr/decode.js'
import { expect, test } from 'vitest'
import { drawQr } from './qr.server.ts'

test('what is drawn is read back, as a camera sees it', () => {
  const address = 'https://enishi.example.jp/live?code=482107'
  const { size, path } = drawQr(address)
  const scale = 4
  const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let dy = 0; dy < scale; dy++) for (let dx = 0; dx < Number(length) * scale; dx++) pixels.fill(0, ((Number(y) * scale + dy) * size * scale + Number(x) * scale + dx) * 4, ((Number(y) * scale + dy) * size * scale + Number(x) * scale + dx) * 4 + 3)
  }
  expect(decodeQR({ width: size * scale, height: size * scale, data: pixels })).toBe(address)
})
