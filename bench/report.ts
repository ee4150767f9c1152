import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Figure } from './measure.ts'
import { root } from './product.ts'

const mark = (f: Figure) => (f.isMet === null ? '' : f.isMet ? 'yes' : 'no')

/** The figures as lines for a terminal. */
export function print(figures: Figure[]): void {
  for (const f of figures) process.stdout.write(`${f.isMet === false ? '✗' : '✓'} ${f.what}\n    ${f.ours}${f.beside ? `   (${f.beside})` : ''}   goal ${f.goal}${f.note ? `\n    ${f.note}` : ''}\n`)
}

/** `docs/figures.md`: the figures with day and machine, the ones that miss their goal too. */
export function write(figures: Figure[]): void {
  const cpu = os.cpus()
  const machine = `${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${os.type()} ${os.release()}`
  const rows = figures.map((f) => `| ${f.what} | ${f.ours} | ${f.beside ?? ''} | ${f.goal} | ${mark(f)} | ${f.note ?? ''} |`)
  fs.writeFileSync(path.join(root, 'docs/figures.md'), `# Figures

Measured ${new Date().toISOString().slice(0, 10)} with \`npm run bench -- --write\` on ${machine}. The load comes from the same machine, so absolute figures are lower than on a server of its own; ratios are taken within one run. "CPU second" is processor time of the measured process alone.

| What | Enishi | Beside it, in the same run | Goal | Met | Note |
|---|---|---|---|---|---|
${rows.join('\n')}
`)
}
