/** Plain lines for the person who started the product: Japanese first, English beside it. */
const startedAt = process.hrtime.bigint()
export const sinceStart = (): number => Number(process.hrtime.bigint() - startedAt) / 1e6

/** One step of the start: what is being done now. */
export function step(ja: string, en: string): void {
  process.stdout.write(`  ${ja} / ${en}\n`)
}

export function say(...lines: string[]): void {
  process.stdout.write(lines.join('\n') + '\n')
}

/** Ends the process with one clear message and no stack. */
export function giveUp(message: string): never {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}
