import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compress } from './compress.ts'
import { staticFiles } from './static-files.ts'

const script = 'export const words = "縁縁縁";\n'.repeat(200)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-files-'))
let server: http.Server
beforeAll(async () => {
  fs.mkdirSync(path.join(folder, 'assets'))
  fs.writeFileSync(path.join(folder, 'assets', 'app-1.js'), script)
  fs.writeFileSync(path.join(folder, 'assets', 'app-1.js.br'), brotliCompressSync(script))
  fs.writeFileSync(path.join(folder, 'assets', 'late-2.js'), script)
  const app = express()
  app.use(compress)
  app.use(...staticFiles(folder))
  server = app.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
})
afterAll(() => {
  server.close()
  fs.rmSync(folder, { recursive: true })
})

/** The bytes as they travel: `fetch` would unpack them. */
function get(address: string, encodings?: string): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = encodings === undefined ? {} : { 'accept-encoding': encodings }
    http.get({ port: (server.address() as AddressInfo).port, path: address, headers }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }))
    }).on('error', reject)
  })
}

test('who takes Brotli gets the copy of the build, under the name and type of the original', async () => {
  const { status, headers, body } = await get('/assets/app-1.js', 'gzip, deflate, br, zstd')
  expect(status).toBe(200)
  expect(headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(body).toString()).toBe(script)
})

test.each([['gzip', 'gzip'], ['gzip, br;q=0', 'gzip'], [undefined, undefined]])('who asks for %s gets the same text otherwise', async (encodings, encoding) => {
  const { headers, body } = await get('/assets/app-1.js', encodings)
  expect(headers['content-encoding']).toBe(encoding)
  expect((encoding === 'gzip' ? gunzipSync(body) : body).toString()).toBe(script)
  expect(headers.vary).toContain('Accept-Encoding')
})

test('a file without a copy is compressed on the way, a missing one is missing', async () => {
  const { headers, body } = await get('/assets/late-2.js', 'br')
  expect(headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(body).toString()).toBe(script)
  expect((await get('/assets/none-3.js', 'br')).status).toBe(404)
})
