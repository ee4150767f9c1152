import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Figure, round } from './measure.ts'
import { root, startProduct } from './product.ts'

/** The first start in a fresh copy (build, database, demo), then a second one on the same data. */
export async function starts(): Promise<Figure[]> {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-copy-'))
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter((f) => f !== '' && fs.existsSync(path.join(root, f)))
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    fs.copyFileSync(path.join(root, file), path.join(copy, file))
  }
  fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'))
  try {
    const first = await startProduct({ cwd: copy })
    await first.stop()
    const second = await startProduct({ cwd: copy, dataDir: first.dataDir })
    const began = performance.now()
    await second.stop()
    const stopMs = performance.now() - began
    await second.remove()
    return [
      { what: 'First start: build, database, demo, ready', ours: `${round(first.readyMs / 1000, 1)} s`, goal: '≤ 30 s', isMet: first.readyMs <= 30_000 },
      { what: 'Later starts, with the embedded database', ours: `${round(second.readyMs / 1000, 1)} s`, goal: '≤ 4 s', isMet: second.readyMs <= 4_000 },
      { what: 'Ctrl-C until everything has ended', ours: `${round(stopMs / 1000, 1)} s`, goal: '≤ 5 s', isMet: stopMs <= 5_000 },
    ]
  } finally {
    fs.rmSync(copy, { recursive: true, force: true })
  }
}
