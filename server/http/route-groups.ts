import type { ServerBuild } from '@remix-run/node'
import { patternOfRoute, routePatterns } from './route-patterns.ts'

/**
 * The build cut into groups by the pattern of the address (`/topics/:topic`): the routes that answer it with those around them, and
 * those that no address rules out (the home page, 404). Remix sorts all routes anew at every match and matches about eight times
 * a request: with forty routes that was a tenth of a page's cost.
 */
export function groupRoutes(build: ServerBuild): (path: string) => ServerBuild {
  const patternOf = routePatterns(build.routes)
  const groups = new Map<string, ServerBuild>()
  for (const pattern of new Set(Object.keys(build.routes).map((id) => patternOfRoute(build.routes, id)))) {
    const kept = new Set(['root'])
    for (const id of Object.keys(build.routes)) {
      const own = patternOfRoute(build.routes, id)
      if (own === pattern || own === '/' || own.includes('*')) for (let at: string | undefined = id; at !== undefined; at = build.routes[at]?.parentId) kept.add(at)
    }
    const only = <T>(routes: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(routes).filter(([id]) => kept.has(id)))
    groups.set(pattern, { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } })
  }
  // Anything else, the manifest of routes to discover among it, is answered by all routes.
  return (path) => groups.get(patternOf(path)) ?? build
}
