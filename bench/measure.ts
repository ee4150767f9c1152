/** How long, how much, how heavy: small helpers for figures. */
import fs from 'node:fs'

/** Seconds of processor time a process has used, with all its threads (Linux: /proc, in steps of 10 ms). */
export function cpuSeconds(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Megabytes of memory a process holds. */
export function rssMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  return line ? Number(line[1]) / 1024 : NaN
}

/** The value below which `share` (0…1) of the values lie. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export const round = (n: number, digits = 0): number => Number(n.toFixed(digits))

/** One line of the table: what was measured, what it was measured beside, and the goal. */
export type Figure = { what: string; ours: string; beside?: string; goal: string; isMet: boolean | null; note?: string }
