import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { PROGRAM_ENVIRONMENT, type Binaries } from './binaries.ts'
import type { RunAs } from './unprivileged.ts'

/**
 * Makes a new cluster at `dataDirectory`, complete or not at all, whose owner `postgres` must give `password`.
 * Sorting is by code point; `lc_ctype` must know UTF-8, or trigram search sees no Japanese at all.
 * `isDurable` false leaves out flushing the new files to the disk (tests).
 */
export async function initialise(binaries: Binaries, dataDirectory: string, password: string, as: RunAs, isDurable: boolean): Promise<void> {
  const workshop = fs.mkdtempSync(`${dataDirectory}.new-`)
  try {
    const passwordFile = path.join(workshop, 'password')
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (as !== undefined) {
      fs.chownSync(workshop, as.uid, as.gid)
      fs.chownSync(passwordFile, as.uid, as.gid)
    }
    const made = path.join(workshop, 'data')
    const options = ['-D', made, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-instructions']
    if (!isDurable) options.push('--no-sync')
    await withSomeLocale((locale) => initdb(binaries.initdb, [...options, ...locale], as))
    fs.renameSync(made, dataDirectory)
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true })
  }
}

/** Systems name their UTF-8 character types differently, and initdb empties what it began when a name is unknown. */
async function withSomeLocale(run: (options: string[]) => Promise<void>): Promise<void> {
  const names = ['C.UTF-8', 'en_US.UTF-8']
  for (const [index, name] of names.entries()) {
    try {
      return await run(['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--lc-ctype=${name}`])
    } catch (error) {
      if (index === names.length - 1 || !/invalid locale name/.test(String(error))) throw error
    }
  }
}

function initdb(program: string, options: string[], as: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { ...as, cwd: path.parse(process.cwd()).root, env: PROGRAM_ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb: ${output.trim()}`))))
  })
}
