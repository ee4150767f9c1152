import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { DeliveryContext } from './components/layout/delivery.ts'
import { documentTitle } from './components/layout/document.tsx'
import { type Page, pageOf } from './components/layout/define-page.ts'
import type { RootData } from './components/layout/root-data.ts'
import { type Still, StillContext } from './components/layout/still.tsx'
import { loggedPath } from './core/logged-path.ts'
import './http/load-context.ts'
import { createKeptPages, dataMark, type Making } from './http/kept-pages.server.ts'
import { createStills } from './http/still.server.tsx'
import { languageChunk } from './i18n/chunks.server.ts'
import { LanguageProvider } from './i18n/index.tsx'
import { tFor } from './i18n/texts.server.ts'

/** Milliseconds until a page's data is given up. */
export const streamTimeout = 5_000

/** Bytes of whole parts of pages that a process keeps. */
const MOST = 4_000_000

const stills = createStills()
const pages = createKeptPages(MOST)

/**
 * Renders a page in one go: loaders answer with whole values, so that nothing is left to stream, and a string costs less than
 * half of a stream of small pieces. The bytes go to the browser past the Response (`context.sendPage`), whose body would copy them twice.
 */
export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Promise<Response> {
  handOver(remix, await readAll(remix))
  context.sendPage(Buffer.from(render(request.url, remix, context, stills.forPage(tFor(context.lng)))))
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Language', context.lng)
  headers.append('Vary', 'Cookie, Accept-Language')
  return new Response(null, { headers, status })
}

/**
 * A page of which nothing but the `pattern` of its address and what its loaders have answered decides; `data` is what the browser gets
 * of that. `lean`: the manifest with the routes of this page alone, which is enough once the scripts at the end are known.
 */
export function renderPage(url: string, remix: EntryContext, context: AppLoadContext, { pattern, data, lean }: { pattern: string; data: string; lean: EntryContext['manifest'] }): Buffer {
  const kept = pages.open(makingOf(remix, context, pattern))
  const whole = kept.whole(data)
  if (whole !== null) return whole
  handOver(remix, dataMark)
  return kept.from(render(url, kept.marks.tail === undefined ? remix : { ...remix, manifest: lean }, context, stills.forPage(tFor(context.lng), kept.marks)), data)
}

/** What the parts of a page are made of. */
function makingOf({ staticHandlerContext: { matches, loaderData, location }, routeModules }: EntryContext, { cspNonce: nonce, lng }: AppLoadContext, pattern: string): Making {
  const root = loaderData['root'] as RootData
  const routes = matches.map(({ route: { id } }) => ({ handle: routeModules[id]?.handle, data: loaderData[id] as unknown }))
  const leaf = routes.at(-1)
  const { title, ...page } = pageOf(tFor(lng), routes)
  return {
    nonce, lng, pattern, address: location.pathname + location.search,
    title: documentTitle(title, root.organisation.name, root.viewer), head: [page.robots, root.theme], frame: [page, root],
    main: leaf?.data === undefined || leaf.data === null ? undefined : (leaf.handle as Page | undefined)?.madeOf?.(leaf.data, root.viewer),
  }
}

const render = (url: string, remix: EntryContext, { cspNonce: nonce, lng }: AppLoadContext, still: Still): string =>
  `<!DOCTYPE html>${renderToString(
    <DeliveryContext.Provider value={{ nonce, languageChunk: languageChunk(lng) }}>
      <StillContext.Provider value={still}>
        <LanguageProvider t={tFor(lng)}>
          <RemixServer context={remix} url={url} nonce={nonce} />
        </LanguageProvider>
      </StillContext.Provider>
    </DeliveryContext.Provider>,
  )}`

/** Remix gives the loaders' data to the browser as a stream; known before rendering, it stands in the page as one script. */
function handOver(remix: EntryContext, value: string): void {
  if (remix.renderMeta) Object.assign(remix.renderMeta, { didRenderScripts: true, streamCache: { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) } })
}

async function readAll({ serverHandoffStream }: EntryContext): Promise<string> {
  if (!serverHandoffStream) return ''
  const reader = serverHandoffStream.getReader()
  const decoder = new TextDecoder()
  let value = ''
  for (;;) {
    const piece = await reader.read()
    if (piece.done) break
    value += decoder.decode(piece.value, { stream: true })
  }
  reader.releaseLock()
  return value
}

/** What no loader or action foresaw. A reader who left is not an error, nor is an answer that a route without a page threw. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) context.ctx.log.error({ err: error, path: loggedPath(new URL(request.url).pathname), requestId: context.ctx.requestId }, 'request failed')
}
