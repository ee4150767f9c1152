import fs from 'node:fs'
import path from 'node:path'
import type { Lock } from './check.ts'

/** Licences under which the product may be passed on as one work, also inside a closed network. */
const allowed = ['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MPL-2.0', 'OFL-1.1', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0', 'PostgreSQL', 'Zlib']

/** Others, each for one package: it serves the build alone, is data with an author to name, or says MIT in a file instead of its manifest. */
const excused: Record<string, string> = { argparse: 'Python-2.0', 'caniuse-lite': 'CC-BY-4.0', elkjs: 'EPL-2.0', 'spdx-exceptions': 'CC-BY-3.0', 'require-like': 'none', 'seq-queue': 'none' }

/**
 * libvips, which sharp loads as a library of its own: LGPL lets it be passed on beside us, unchanged and replaceable, as its npm
 * package is. One package a platform.
 */
const libvips = /^@img\/sharp-(libvips-[\w-]+|win32-\w+|[\w-]*wasm32)$/

export type Licensed = { name: string; licence: string }

/** What every installed package that is not for development says of its licence. */
export function readLicences(root: string, lock: Lock): Licensed[] {
  return Object.entries(lock.packages).flatMap(([place, { dev }]) => {
    const file = path.join(root, place, 'package.json')
    if (place === '' || dev || !fs.existsSync(file)) return []
    const { name, license, licenses } = JSON.parse(fs.readFileSync(file, 'utf8')) as { name: string; license?: unknown; licenses?: unknown }
    return [{ name, licence: textOf(license ?? licenses) }]
  })
}

function textOf(said: unknown): string {
  if (typeof said === 'string') return said
  if (Array.isArray(said)) return said.map(textOf).join(' OR ')
  return typeof said === 'object' && said !== null && 'type' in said ? String(said.type) : 'none'
}

/** Whether a licence expression lets us: one of each OR, all of each AND. */
export function isAllowed({ name, licence }: Licensed): boolean {
  if (excused[name] === licence || (libvips.test(name) && licence.includes('LGPL-3.0-or-later'))) return true
  const isFine = (expression: string): boolean =>
    expression.split(/ OR /i).some((choice) => choice.split(/ AND /i).every((one) => allowed.includes(one.trim())))
  return isFine(licence.replace(/[()]/g, ''))
}
