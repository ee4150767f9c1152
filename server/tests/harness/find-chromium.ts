import fs from 'node:fs'
import path from 'node:path'
import { root } from './spawn.ts'

const installed = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** CHROMIUM_PATH, else a Chromium or Chrome of the system, else the one inside the npm package (Linux on x64 alone). */
export async function findChromium(): Promise<string> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return own
  const found = process.env['CHROMIUM_FROM_NPM'] === '1' ? undefined : installed.find((file) => fs.existsSync(file))
  return found ?? unpack()
}

/** The package unpacks into TMPDIR, one folder for all users of a machine; here each clone has its own. */
async function unpack(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium')
  const folder = path.join(root, '.cache', 'chromium')
  fs.mkdirSync(folder, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
