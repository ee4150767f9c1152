// Compresses the built texts once with all patience, so that no request has to. Copies stand beside the originals: `app-1a2b.js.br`.
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const brotli = promisify(zlib.brotliCompress)
const worthIt = 256

/** Every script, sheet and drawing of `folder` from a quarter of a kilobyte on. */
export async function compressAssets(folder) {
  const names = (await fs.readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
  await Promise.all(names.map(async (name) => {
    const file = path.join(folder, name)
    const content = await fs.readFile(file)
    if (content.length < worthIt) return
    const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length } }
    await fs.writeFile(`${file}.br`, await brotli(content, options))
  }))
}
