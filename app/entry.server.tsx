import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { DeliveryContext } from './components/layout/delivery.ts'
import { StillContext } from './components/layout/still.tsx'
import { loggedPath } from './core/logged-path.ts'
import './http/load-context.ts'
import { createStills } from './http/still.server.tsx'
import { languageChunk } from './i18n/chunks.server.ts'
import { LanguageProvider } from './i18n/index.tsx'
import { tFor } from './i18n/texts.server.ts'

/** Milliseconds until a page's data is given up. */
export const streamTimeout = 5_000

const stills = createStills()

/**
 * Renders a page in one go: loaders answer with whole values, so that nothing is left to stream, and a string costs less than
 * half of a stream of small pieces. The text goes to the browser past the Response (`context.sendPage`), whose body would copy it twice.
 */
export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Promise<Response> {
  handOver(remix, await readAll(remix))
  context.sendPage(renderPage(request.url, remix, context, null))
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Language', context.lng)
  headers.append('Vary', 'Cookie, Accept-Language')
  return new Response(null, { headers, status })
}

/** The page as text; its data has been handed over. `pattern`: of its address, when nothing but it decides on the page's frame. */
export function renderPage(url: string, remix: EntryContext, { cspNonce: nonce, lng }: AppLoadContext, pattern: string | null): string {
  const still = stills.forPage(tFor(lng), nonce, pattern)
  const html = renderToString(
    <DeliveryContext.Provider value={{ nonce, languageChunk: languageChunk(lng) }}>
      <StillContext.Provider value={still}>
        <LanguageProvider t={tFor(lng)}>
          <RemixServer context={remix} url={url} nonce={nonce} />
        </LanguageProvider>
      </StillContext.Provider>
    </DeliveryContext.Provider>,
  )
  return `<!DOCTYPE html>${still.whole(html)}`
}

/** Remix gives the loaders' data to the browser as a stream; known before rendering, it stands in the page as one script. */
export function handOver(remix: EntryContext, value: string): void {
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
