import type { BrowserContext, Page } from 'playwright-core'

/** What went wrong in a browser where nothing may: read at the end of a test. */
export type Watch = {
  /** Console errors, page errors, policy violations, requests to other hosts, answers of 500 and above. */
  faults(): string[]
  /** Expected ones (a refused form, a cut line) are taken out by what they say. */
  forgive(pattern: RegExp): void
}

/** Browsers say this about every 4xx they fetch; the test of that page speaks of its status itself. */
const isStatusNote = (text: string) => /Failed to load resource: the server responded with a status of 4\d\d/.test(text)

/** What a page was still reading when another one was asked for: nobody misses it. */
const isReplaced = (text: string) => text.startsWith('AbortError: BodyStreamBuffer was aborted')

export function watch(context: BrowserContext, url: string): Watch {
  const found: string[] = []
  const forgiven: RegExp[] = []
  const note = (page: Page | null, text: string) => found.push(`${page ? new URL(page.url(), url).pathname : ''} ${text}`)

  context.on('console', (message) => {
    if (message.type() === 'error' && !isStatusNote(message.text()) && !isReplaced(message.text())) note(message.page(), `console: ${message.text()}`)
    if (/Content Security Policy/i.test(message.text()) && !/report-only/i.test(message.text()) && message.type() !== 'error') note(message.page(), `policy: ${message.text()}`)
  })
  context.on('weberror', (error) => note(error.page(), `error: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const target = new URL(request.url())
    if (/^(https?|wss?):$/.test(target.protocol) && target.host !== new URL(url).host) note(request.frame().page(), `foreign host: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) note(null, `${response.status()} ${response.request().method()} ${response.url()}`)
  })
  return { faults: () => found.filter((text) => !forgiven.some((f) => f.test(text))), forgive: (pattern) => void forgiven.push(pattern) }
}
