import type { Scan } from './source.ts'

/**
 * The groups of files that import one another in a circle (Tarjan's strongly connected components).
 * Imports of types alone are gone at run time and may point back; `import()` counts.
 */
export function cycles(files: readonly Scan[]): string[][] {
  const edges = new Map(files.map((f) => [f.path, [...new Set(f.imports.flatMap((i) => (i.isType || i.target === undefined ? [] : [i.target])))]]))
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  function walk(path: string): number {
    const number = order.size
    order.set(path, number)
    low.set(path, number)
    stack.push(path)
    for (const next of edges.get(path) ?? []) {
      if (!edges.has(next)) continue
      if (!order.has(next)) low.set(path, Math.min(low.get(path)!, walk(next)))
      else if (stack.includes(next)) low.set(path, Math.min(low.get(path)!, order.get(next)!))
    }
    const lowest = low.get(path)!
    if (lowest === number) {
      const group = stack.splice(stack.indexOf(path))
      if (group.length > 1 || edges.get(path)?.includes(path)) found.push(group.toSorted())
    }
    return lowest
  }

  for (const path of edges.keys()) if (!order.has(path)) walk(path)
  return found
}
