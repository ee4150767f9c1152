import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle, transform } from 'lightningcss'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.css')).sort()
const read = (sheet: string) => readFileSync(join(folder, sheet), 'utf8')
const layers = /@layer ([\w, ]+);/.exec(read('root.css'))?.[1]?.split(', ') ?? []

test.each(sheets.filter((s) => s !== 'root.css'))('%s is readable CSS and stands in a layer of root.css as a whole', (sheet) => {
  const outside: string[] = []
  const { warnings } = transform({
    filename: sheet,
    code: Buffer.from(read(sheet)),
    visitor: {
      StyleSheet({ rules }) {
        for (const rule of rules) if (rule.type !== 'layer-block' || !layers.includes(rule.value.name?.[0] ?? '')) outside.push(rule.type)
      },
    },
  })
  expect(warnings).toEqual([])
  expect(outside).toEqual([])
})

test.each(sheets.filter((s) => s !== 'palette.css'))('%s names no colour by its value: those stand in palette.css', (sheet) => {
  expect(read(sheet).match(/#[0-9a-f]{3,8}\b/gi)).toBeNull()
})

test('no sheet fetches anything', () => {
  for (const sheet of sheets) expect(read(sheet), sheet).not.toMatch(/url\(|https?:/)
})

test('root.css gathers everything that is not a page of its own', () => {
  const { code } = bundle({ filename: join(folder, 'root.css'), minify: true })
  const imported = [...read('root.css').matchAll(/@import '\.\/([^']+)'/g)].map((m) => m[1])
  expect(imported.sort()).toEqual(sheets.filter((s) => s !== 'root.css' && !s.startsWith(`pages/`)).map((s) => relative(folder, join(folder, s))).sort())
  expect(code.length).toBeGreaterThan(20_000)
})
