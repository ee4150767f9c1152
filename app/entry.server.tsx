import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { DeliveryContext } from './components/layout/delivery.ts'
import { loggedPath } from './core/logged-path.ts'
import './http/load-context.ts'
import { languageChunk } from './i18n/chunks.server.ts'
import { LanguageProvider } from './i18n/index.tsx'
import { tFor } from './i18n/texts.server.ts'

/** Milliseconds until a page's data is given up. */
export const streamTimeout = 5_000

/**
 * Renders a page in one go: loaders answer with whole values, so that nothing is left to stream, and a string costs less than
 * half of a stream of small pieces. The text goes to the browser past the Response (`context.sendPage`), whose body would copy it twice.
 */
export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Promise<Response> {
  const { cspNonce: nonce, lng } = context
  await readDataFirst(remix)
  const html = renderToString(
    <DeliveryContext.Provider value={{ nonce, languageChunk: languageChunk(lng) }}>
      <LanguageProvider t={tFor(lng)}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </LanguageProvider>
    </DeliveryContext.Provider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Language', lng)
  headers.append('Vary', 'Cookie, Accept-Language')
  context.sendPage(`<!DOCTYPE html>${html}`)
  return new Response(null, { headers, status })
}

/** Remix hands the loaders' data to the browser as a stream; read before rendering, it stands in the page as one script. */
async function readDataFirst({ serverHandoffStream, renderMeta }: EntryContext): Promise<void> {
  if (!serverHandoffStream || !renderMeta) return
  const reader = serverHandoffStream.getReader()
  const decoder = new TextDecoder()
  let value = ''
  for (;;) {
    const piece = await reader.read()
    if (piece.done) break
    value += decoder.decode(piece.value, { stream: true })
  }
  reader.releaseLock()
  renderMeta.streamCache = { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) }
}

/** What no loader or action foresaw. A reader who left is not an error, nor is an answer that a route without a page threw. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) context.ctx.log.error({ err: error, path: loggedPath(new URL(request.url).pathname), requestId: context.ctx.requestId }, 'request failed')
}
