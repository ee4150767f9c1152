import type { AppLoadContext, EntryContext, ServerBuild } from '@remix-run/node'
import { encodePlain } from '../../app/http/hand-over.ts'
import '../../app/http/load-context.ts'
import { patternOfRoute, routePatterns } from './route-patterns.ts'

type Module = ServerBuild['routes'][string]['module']
type Match = { id: string; module: Module; path: string }
/** The routes that answer an address, from the root inwards, with what never changes of what Remix renders them with. */
type Chain = { matches: Match[]; pattern: string[]; lean: EntryContext['manifest']; rest: Pick<EntryContext, 'manifest' | 'routeModules' | 'future' | 'isSpaMode' | 'serverHandoffString'> }
type Entry = { renderPage(url: string, remix: EntryContext, context: AppLoadContext, page: { pattern: string; data: string; lean: EntryContext['manifest'] }): Buffer }

/** Answers with the page, or with null when it is for Remix to answer. */
export type PageReader = (request: Request, path: string, context: AppLoadContext) => Promise<Buffer | null>

/** Only letters that mean themselves, and nothing that Remix reads out of an address for its own ends. */
const plain = /^\/(?:[\w-]+(?:\/[\w-]+)*)?$/
const remixWords = /[?&](?:_data|_routes|index)(?:[=&]|$)/

/**
 * Reading a page, which is nearly everything that is asked for, without the server half of Remix: that makes five requests out of one
 * and matches its address six times, for what is known when the process starts. Here the loaders are called side by side and their
 * values rendered. Whatever is not plainly a page with data (a redirect, an error, a status, a form, an address that is not there) is
 * for Remix, which gets the same loaders' answers and does not ask them again (`keepLoaded`).
 */
export function pageReader(build: ServerBuild, groupOf: (path: string) => ServerBuild): PageReader {
  const patternOf = routePatterns(build.routes)
  const entry = build.entry.module as unknown as Entry
  const chains = new Map<string, Chain | null>()
  return async (request, path, context) => {
    if (!plain.test(path) || remixWords.test(request.url)) return null
    const pattern = patternOf(path)
    let chain = chains.get(pattern)
    if (chain === undefined) chains.set(pattern, (chain = groupOf(path) === build ? null : chainOf(groupOf(path), pattern)))
    if (chain === null) return null
    const params = paramsOf(chain.pattern, path)
    const loaderData = await load(chain, { request, params, context })
    if (loaderData === null) return null
    const data = encodePlain({ loaderData: handedOver(chain, loaderData), actionData: null, errors: null })
    if (data === null) return null
    const remix = { ...chain.rest, staticHandlerContext: staticContext(chain, request.url, path, params, loaderData), serverHandoffStream: { getReader: () => null }, renderMeta: {}, serializeError: (error: Error) => error } as unknown as EntryContext
    try {
      return entry.renderPage(request.url, remix, context, { pattern, data, lean: chain.lean })
    } catch {
      // Remix renders it once more, fails in the same way and shows the page of errors.
      return null
    }
  }
}

/** The routes of a pattern, when there is no doubt about them; null when Remix must see to it. */
function chainOf(build: ServerBuild, pattern: string): Chain | null {
  const own = Object.values(build.routes).flatMap((route) => (route !== undefined && route.id !== 'root' && patternOfRoute(build.routes, route.id) === pattern ? [route] : []))
  const leaves = own.filter((route) => !own.some((other) => other.parentId === route.id))
  const [leaf] = leaves
  if (leaf === undefined || leaves.length > 1) return null
  const matches: Match[] = []
  for (let at: typeof leaf | undefined = leaf; at !== undefined; at = at.parentId === undefined ? undefined : build.routes[at.parentId]) matches.unshift({ id: at.id, module: at.module, path: patternOfRoute(build.routes, at.id) })
  const isPage = leaf.module.default !== undefined && matches.every(({ id, module }) => module.headers === undefined && build.assets.routes[id]?.hasClientLoader !== true)
  if (!isPage) return null
  const { future, isSpaMode, basename } = build
  const manifest = build.assets as EntryContext['manifest']
  return {
    matches,
    pattern: pattern.split('/'),
    lean: { ...manifest, routes: Object.fromEntries(matches.map(({ id }) => [id, manifest.routes[id]])) } as EntryContext['manifest'],
    rest: { manifest, routeModules: Object.fromEntries(Object.entries(build.routes).flatMap(([id, route]) => (route ? [[id, route.module]] : []))) as EntryContext['routeModules'], future, isSpaMode, serverHandoffString: JSON.stringify({ basename, future, isSpaMode }) },
  }
}

function paramsOf(pattern: string[], path: string): Record<string, string> {
  const params: Record<string, string> = {}
  const values = path.split('/')
  pattern.forEach((name, i) => {
    if (name.startsWith(':')) params[name.slice(1)] = values[i] ?? ''
  })
  return params
}

type Args = { request: Request; params: Record<string, string>; context: AppLoadContext }

/** What all loaders answer, or null when one of them has something else to say than data. */
async function load({ matches }: Chain, args: Args): Promise<Record<string, unknown> | null> {
  const loaders = matches.flatMap(({ id, module: { loader } }) => (loader ? [{ id, loader }] : []))
  const answers = await Promise.allSettled(loaders.map(({ loader }) => loader(args)))
  const data: Record<string, unknown> = {}
  for (const [i, { id }] of loaders.entries()) {
    const answer = answers[i]
    if (answer?.status !== 'fulfilled' || !isData(answer.value)) return null
    data[id] = answer.value
  }
  return data
}

const isData = (value: unknown): boolean => value !== undefined && !(value instanceof Response) && !(typeof value === 'object' && value !== null && 'type' in value && value.type === 'DataWithResponseInit')

/** The data as the browser needs it: a route may leave out what the page itself says (see definePage). */
const handedOver = ({ matches }: Chain, data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(matches.flatMap(({ id, module }) => (id in data ? [[id, (module.handle as { handOver?: (data: unknown) => unknown } | undefined)?.handOver?.(data[id]) ?? data[id]]] : [])))

function staticContext({ matches }: Chain, url: string, path: string, params: Record<string, string>, loaderData: Record<string, unknown>) {
  const { search } = new URL(url)
  const segments = path.split('/')
  return {
    basename: '/', location: { pathname: path, search, hash: '', state: null, key: 'default' },
    matches: matches.map(({ id, path: pattern }) => {
      const pathname = pattern === '/' ? '/' : segments.slice(0, pattern.split('/').length).join('/')
      return { params, pathname, pathnameBase: pathname, route: { id } }
    }),
    loaderData, actionData: null, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
  }
}

const loaded = new WeakMap<AppLoadContext, Map<string, unknown>>()

/** The same build, whose loaders are asked once a request: who asks again gets the first answer, or what was thrown. */
export function keepLoaded(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(Object.entries(build.routes).map(([id, route]) => {
    const loader = route?.module.loader
    if (route === undefined || loader === undefined) return [id, route]
    const once: typeof loader = (args) => {
      if (args.request.method !== 'GET' && args.request.method !== 'HEAD') return loader(args)
      let answers = loaded.get(args.context)
      if (answers === undefined) loaded.set(args.context, (answers = new Map()))
      if (!answers.has(id)) answers.set(id, (async () => loader(args))())
      return answers.get(id) as ReturnType<typeof loader>
    }
    return [id, { ...route, module: { ...route.module, loader: once } }]
  }))
  return { ...build, routes }
}
