import { encodeQR } from 'qr'

/** A QR code as the outline of its dark squares, for an SVG of `size` by `size` with a quiet edge. */
export type Qr = { size: number; path: string }

const EDGE = 2

export function drawQr(text: string): Qr {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: EDGE })
  const path = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('')
  return { size: rows.length, path }
}

/** The dark stretches of a row. */
function runsOf(row: boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = []
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    let end = x
    while (row[end]) end++
    runs.push([x, end - x])
    x = end
  }
  return runs
}
