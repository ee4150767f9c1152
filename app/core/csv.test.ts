import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

/** A reader of its own, by RFC 4180. */
function read(line: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at < line.length - 2) {
    let text = ''
    at++
    for (;;) {
      if (line[at] === '"' && line[at + 1] === '"') { text += '"'; at += 2 }
      else if (line[at] === '"') { at++; break }
      else { text += line[at]; at++ }
    }
    cells.push(text)
    at++
  }
  return cells
}

test.each(['=1+1', '+81', '-1', '@sum', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠a'])('%j is no formula', (text) => {
  expect(read(csvLine([text]))).toEqual([`'${text}`])
})

test('any text comes back as it was, and nothing begins a formula or another cell', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
    const back = read(csvLine(cells))
    expect(back.map((c) => c.replace(/^'/, ''))).toEqual(cells.map((c) => c.replace(/^'/, '')))
    for (const c of back) expect(c).not.toMatch(/^[=+\-@\t\r]/)
  }))
})
