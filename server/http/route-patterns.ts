import type { ServerBuild } from '@remix-run/node'

/**
 * Which route a path belongs to, as its pattern (`/topics/:topic`): a closed set, so that a million made-up addresses are one `unknown`.
 * Patterns without parameters win over those with.
 */
export function routePatterns(routes: ServerBuild['routes']): (path: string) => string {
  const patterns = Object.keys(routes).map((id) => patternOfRoute(routes, id)).filter((pattern) => !pattern.includes('*'))
  const known = [...new Set(patterns)].sort((a, b) => a.split(':').length - b.split(':').length || b.length - a.length)
  const tests = known.map((pattern) => ({ pattern, test: new RegExp(`^${pattern.split('/').map(segment).join('/')}/?$`, 'i') }))
  return (path) => {
    const page = path.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    return tests.find(({ test }) => test.test(page))?.pattern ?? (path.startsWith('/assets/') ? '/assets' : 'unknown')
  }
}

/** The address of a route with those of the routes around it: `/desk/jobs`. */
export function patternOfRoute(routes: ServerBuild['routes'], id: string): string {
  const parts: string[] = []
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId]) if (at.path) parts.unshift(at.path)
  return `/${parts.join('/')}`
}

/** `:id` is any segment; `:token.ics` keeps its ending. */
const segment = (s: string): string => (s.startsWith(':') ? s.replace(/^:\w+\??/, '[^/]+').replace(/\.(\w+)$/, '\\.$1') : s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
