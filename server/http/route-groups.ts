import type { ServerBuild } from '@remix-run/node'

/**
 * The build cut into groups by the first segment of the path (`topics`, `events`, `desk` …). Remix sorts all routes anew at every
 * match, and matches about eight times a request: with forty routes that was a tenth of a page's cost. Routes without a first
 * segment of their own (the home page, 404) are in every group.
 */
export function groupRoutes(build: ServerBuild): (path: string) => ServerBuild {
  const firstOf = (id: string): string | null => {
    const route = build.routes[id]
    if (route?.parentId !== undefined && route.parentId !== 'root') return firstOf(route.parentId)
    const first = route?.path?.split('/')[0] ?? ''
    return /^[a-z]+$/.test(first) ? first : null
  }
  const groups = new Map<string, ServerBuild>()
  for (const name of new Set(Object.keys(build.routes).map(firstOf))) {
    if (name === null) continue
    const only = <T>(routes: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(routes).filter(([id]) => firstOf(id) === null || firstOf(id) === name))
    groups.set(name, { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } })
  }
  // Anything else, the manifest of routes to discover among it, is answered by all routes.
  return (path) => groups.get(/^\/([a-z]+)(?:\.data)?(?:\/|$)/.exec(path)?.[1] ?? '') ?? build
}
