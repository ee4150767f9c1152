import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './spawn.ts'

export type BuiltRoute = { id: string; path: string | null; hasLoader: boolean; hasAction: boolean; hasPage: boolean }

/** The routes of the built product, read in a process of their own; the root is left out. */
export function readManifest(): BuiltRoute[] {
  const build = pathToFileURL(path.join(root, 'build/server/index.js')).href
  const program = `const { routes } = await import(${JSON.stringify(build)})
    process.stdout.write(JSON.stringify(Object.values(routes).map((r) => ({ id: r.id, path: r.path ?? null, hasLoader: !!r.module.loader, hasAction: !!r.module.action, hasPage: !!r.module.default }))), () => process.exit(0))`
  const routes = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } })) as BuiltRoute[]
  return routes.filter((route) => route.id !== 'root')
}
