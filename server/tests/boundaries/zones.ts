/** Where a file stands in the house. The first pattern that fits names it. */
const zones = {
  test: /\.test\.tsx?$|^server\/tests\/|^prisma\/testing\//,
  bench: /^bench\//,
  config: /^vite\.config\.ts$/,
  generated: /^prisma\/generated\//,
  factories: /^prisma\/factories\//,
  demo: /^prisma\/demo\//,
  load: /^prisma\/load\//,
  migrations: /^prisma\//,
  core: /^app\/core\//,
  domain: /^app\/domain\//,
  contract: /^app\/contract\//,
  i18n: /^app\/i18n\//,
  http: /^app\/http\//,
  realtime: /^app\/realtime\//,
  components: /^app\/components\//,
  worker: /^app\/worker\//,
  routes: /^app\/routes\/|^app\/(root|entry\.[a-z]+)\.tsx$/,
  sockets: /^server\/sockets\//,
  boot: /^server\/boot\//,
  server: /^server\//,
  workers: /^workers\//,
} as const

export type Zone = keyof typeof zones | 'unknown'

export function zoneOf(path: string): Zone {
  for (const [zone, pattern] of Object.entries(zones)) if (pattern.test(path)) return zone as Zone
  return 'unknown'
}

/** What each zone may import of ours. A zone may always import itself (modules of the domain have their own rule). */
export const mayImport: Record<Exclude<Zone, 'test' | 'bench' | 'unknown'>, readonly Zone[]> = {
  config: ['i18n', 'test'],
  generated: [],
  core: ['generated'],
  domain: ['core', 'generated', 'i18n'],
  contract: ['domain', 'core'],
  i18n: ['core'],
  http: ['domain', 'contract', 'core', 'i18n', 'components'],
  realtime: ['contract', 'core', 'i18n', 'http', 'components', 'domain'],
  components: ['realtime', 'contract', 'core', 'i18n', 'domain', 'http'],
  routes: ['http', 'components', 'realtime', 'contract', 'domain', 'core', 'i18n'],
  worker: [],
  sockets: ['contract', 'domain', 'core', 'server'],
  workers: ['contract', 'domain', 'core', 'i18n', 'server'],
  server: ['sockets', 'workers', 'http', 'domain', 'contract', 'core', 'i18n', 'migrations', 'demo'],
  boot: ['server', 'migrations', 'load', 'core'],
  migrations: ['core'],
  factories: ['domain', 'core', 'generated'],
  demo: ['factories', 'domain', 'core', 'generated'],
  load: ['factories', 'core'],
}

/** What a zone may know the types of, beyond that: texts speak of what the organisation is called. */
export const mayKnow: Partial<Record<Zone, readonly Zone[]>> = { i18n: ['domain'] }

/** The module a file of the domain belongs to. */
export const moduleOf = (path: string): string | undefined => /^app\/domain\/([^/]+)\//.exec(path)?.[1]

/** What of a module others may see: its door, and the files that a browser may read. */
export const isPublic = (path: string): boolean => /^app\/domain\/[^/]+\/(index\.server|schema|policy|events|jobs|fold|card|views|demo-logins)\.ts$/.test(path)

/** Everybody may ask who somebody is and what place this is. */
const forAll = ['accounts', 'organisation']

/** These gather from everywhere, so nobody gathers from them. */
const gatherers = ['notifications', 'moderation', 'search']
const moreDoors: Record<string, readonly string[]> = { live: ['events', 'polls', 'files', 'custody', 'attention'], boards: ['polls', 'files', 'attention'], events: ['attention'], proposals: ['events', 'files', 'attention'], bookmarks: ['boards'], archive: ['live', 'events', 'boards', 'polls', 'attention', 'files'], voices: ['boards', 'live'] }

/** Whether a module may call another's door. */
export function mayCall(module: string, other: string): boolean {
  if (module === 'organisation') return false
  if (module === 'accounts') return other === 'organisation'
  if (gatherers.includes(module)) return !gatherers.includes(other)
  return forAll.includes(other) || (moreDoors[module]?.includes(other) ?? false)
}

/** Reaches a browser: what stands here holds no secret and needs no server. */
export function isBrowserSafe(path: string): boolean {
  const zone = zoneOf(path)
  return ['core', 'domain', 'contract', 'i18n', 'http', 'realtime', 'components'].includes(zone) && !isServerFile(path)
}

export const isServerFile = (path: string): boolean => /\.server(\.tsx?)?$/.test(path) || path.includes('/server/')
