import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { areaOf, areasOfRoute } from './areas.ts'

const app = path.resolve(import.meta.dirname, '..')
type Source = { imports: string[]; subjects: string[] }
const read = new Map<string, Source>()

function fileOf(from: string, name: string): string | undefined {
  const base = name.startsWith('~/') ? path.join(app, name.slice(2)) : name.startsWith('.') ? path.resolve(path.dirname(from), name) : undefined
  return base && [base, `${base}.ts`, `${base}.tsx`].find((file) => /\.tsx?$/.test(file) && fs.existsSync(file))
}

/** What a module brings to the browser with it, and the subjects whose texts it names. Schemas and what ends in `.server` stay on the server. */
function sourceOf(file: string): Source {
  let source = read.get(file)
  if (source !== undefined) return source
  const code = fs.readFileSync(file, 'utf8')
  const names = [...code.matchAll(/^\s*(?:import|export)\s+(?!type\b)[^'";]*?from\s+'([^']+)'|\bimport\('([^']+)'\)|^import\s+'([^']+)'/gm)].flatMap((m) => m[1] ?? m[2] ?? m[3] ?? [])
  const body = code.replaceAll(/^import .*$/gm, '')
  source = {
    imports: names.filter((name) => !/\.server\b|\/schema(\.ts)?$/.test(name)).flatMap((name) => fileOf(file, name) ?? []),
    subjects: [...new Set([...body.matchAll(/['"`](\w+)\.[a-z_]/g)].flatMap((m) => (m[1] !== undefined && m[1] in areaOf ? [m[1]] : [])))],
  }
  read.set(file, source)
  return source
}

/** Texts named by a module and all it brings along, as `events (components/…)` where they are not in these areas. */
function missing(file: string, areas: string[]): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  const todo = [file]
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const { imports, subjects } = sourceOf(at)
    todo.push(...imports)
    for (const subject of subjects) if (!areas.includes(areaOf[subject as keyof typeof areaOf])) found.push(`${subject} (${path.relative(app, at)})`)
  }
  return found
}

const routes = fs.readdirSync(path.join(app, 'routes')).filter((name) => name.endsWith('.tsx'))

test.each(routes)('%s has the texts it names', (name) => {
  expect(missing(path.join(app, 'routes', name), ['core', ...areasOfRoute(name)])).toEqual([])
})

test('the frame has the texts it names', () => {
  for (const file of ['root.tsx', 'entry.client.tsx']) expect(missing(path.join(app, file), ['core'])).toEqual([])
})

test('without its areas a route is found out', () => {
  expect(missing(path.join(app, 'routes', 'events._index.tsx'), ['core'])).not.toEqual([])
})
