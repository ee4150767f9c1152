import { type ActionFunctionArgs, type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { DeliveryContext } from './components/layout/delivery.ts'
import './http/load-context.ts'
import { withoutNul } from './http/without-nul.server.ts'
import { languageChunk } from './i18n/chunks.server.ts'
import { LanguageProvider } from './i18n/index.tsx'
import { tFor } from './i18n/texts.server.ts'

/** Milliseconds until what is still loading is given up. */
export const streamTimeout = 5_000

/** Renders a page: people get it as soon as its frame is ready, machines when it is whole. */
export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Promise<Response> {
  const { cspNonce: nonce, lng } = context
  return new Promise((resolve, reject) => {
    let code = status
    let isSent = false
    const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
    const { pipe, abort } = renderToPipeableStream(
      <DeliveryContext.Provider value={{ nonce, languageChunk: languageChunk(lng) }}>
        <LanguageProvider t={tFor(lng)}>
          <RemixServer context={remix} url={request.url} nonce={nonce} />
        </LanguageProvider>
      </DeliveryContext.Provider>,
      {
        nonce,
        [ready]() {
          isSent = true
          const body = withoutNul()
          body.once('close', () => clearTimeout(timer))
          headers.set('Content-Type', 'text/html; charset=utf-8')
          headers.set('Content-Language', lng)
          headers.append('Vary', 'Cookie, Accept-Language')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }))
          pipe(body)
        },
        onShellError(error: unknown) {
          clearTimeout(timer)
          reject(error)
        },
        onError(error: unknown) {
          code = 500
          // Before the frame is out, the error goes on to the caller; afterwards this is the only place that hears of it.
          if (isSent) context.ctx.log.error({ err: error, requestId: context.ctx.requestId }, 'page broke while it was sent')
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}

/** What no loader or action foresaw. A reader who left is not an error. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) context.ctx.log.error({ err: error, path: new URL(request.url).pathname, requestId: context.ctx.requestId }, 'request failed')
}
