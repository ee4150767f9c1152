import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null

const special: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const cell = (v: Cell): string => (v === null ? '\\N' : typeof v === 'string' ? v.replace(/[\\\n\r\t]/g, (c) => special[c] ?? c) : v instanceof Date ? v.toISOString() : String(v))

const CHUNK = 256 * 1024

function* lines(rows: Iterable<Cell[]>, onRow: () => void): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${row.map(cell).join('\t')}\n`
    onRow()
    if (chunk.length >= CHUNK) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

/** Streams rows into a table with COPY; no more than a chunk of them is in memory. Out: how many there were. */
export async function copyRows(client: pg.Client, table: string, columns: readonly string[], rows: Iterable<Cell[]>, onRows: (done: number) => void = () => {}): Promise<number> {
  let done = 0
  const stream = client.query(from(`copy ${client.escapeIdentifier(table)} (${columns.map((c) => client.escapeIdentifier(c)).join(', ')}) from stdin`))
  await pipeline(Readable.from(lines(rows, () => void (++done % 1000 === 0 && onRows(done)))), stream)
  onRows(done)
  return done
}
