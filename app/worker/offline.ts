/**
 * The service worker: built files at once, pages from the network first, and when the line is cut the page as its reader last saw it,
 * or the offline page. What is kept of pages belongs to one member (the answer's `Enishi-For` says to whom) and goes with anybody
 * else, with signing out, and with a new version.
 */
import { deedFor, filesOf } from './rules.ts'

/** Names this build; set when it is bundled. */
declare const BUILD: string
type Lasting = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Lasting & { request: Request; respondWith(answer: Promise<Response>): void }
const scope = globalThis as unknown as {
  location: Location
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: Lasting & { data: unknown }) => void): void
}

const FILES = `enishi-files-${BUILD}`
const PAGES = `enishi-pages-${BUILD}`
const OFFLINE = '/offline'
/** In the cache of pages: whose they are. */
const READER = '/.reader'
const MOST_PAGES = 30

const forget = (): Promise<boolean> => caches.delete(PAGES)

/** The cache of pages of this member, empty when it was somebody else's. */
async function pagesOf(memberId: string): Promise<Cache> {
  const before = await caches.match(READER, { cacheName: PAGES })
  if (before !== undefined && (await before.text()) !== memberId) await forget()
  const cache = await caches.open(PAGES)
  if ((await cache.match(READER)) === undefined) await cache.put(READER, new Response(memberId))
  return cache
}

/** Keeps an answer as the page of its reader; an answer for nobody means that nobody is signed in any more. */
async function keepPage(address: string, answer: Response): Promise<void> {
  if (answer.type !== 'basic' || answer.redirected || !answer.headers.get('Content-Type')?.startsWith('text/html')) return
  const memberId = answer.headers.get('Enishi-For')
  if (memberId === null) return void (answer.ok && (await forget()))
  const url = new URL(address)
  if (!answer.ok || deedFor({ method: 'GET', mode: 'navigate', url, origin: scope.location.origin }) !== 'page') return
  const cache = await pagesOf(memberId)
  const key = url.pathname + url.search
  await cache.delete(key, { ignoreVary: true })
  await cache.put(key, answer)
  const keys = await cache.keys()
  const pages = keys.filter((k) => new URL(k.url).pathname !== READER)
  for (const old of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await cache.delete(old)
}

/** A page for the reader's pages that nobody is looking at now: it counts as read by nobody. */
async function fetchPage(address: string): Promise<void> {
  const answer = await fetch(address, { headers: { Accept: 'text/html', Purpose: 'prefetch' } })
  await keepPage(address, answer)
}

async function file(request: Request): Promise<Response> {
  const known = await caches.match(request, { cacheName: FILES, ignoreVary: true })
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(FILES)).put(request, answer.clone())
  return answer
}

async function addFiles(addresses: string[]): Promise<void> {
  const cache = await caches.open(FILES)
  await Promise.all(addresses.map(async (a) => (await cache.match(a, { ignoreVary: true })) ?? cache.add(a).catch(() => undefined)))
}

/** What is shown when the line is cut. Its own address, because a page only comes to life under the address it was made for. */
async function withoutLine(url: URL): Promise<Response> {
  const offline = await caches.match(OFFLINE, { cacheName: FILES, ignoreVary: true })
  if (url.pathname === OFFLINE) return offline ?? Response.error()
  const known = (await caches.match(url.pathname + url.search, { cacheName: PAGES, ignoreVary: true })) ?? (await caches.match(url.pathname, { cacheName: PAGES, ignoreVary: true, ignoreSearch: true }))
  return known ?? Response.redirect(`${OFFLINE}?to=${encodeURIComponent(url.pathname + url.search)}`, 302)
}

async function page(event: Fetching, url: URL): Promise<Response> {
  try {
    const answer = await fetch(event.request)
    event.waitUntil(keepPage(event.request.url, answer.clone()).catch(() => undefined))
    return answer
  } catch {
    return withoutLine(url)
  }
}

scope.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    // Without cookies: the offline page is the same for everybody in front of this browser.
    const answer = await fetch(OFFLINE, { credentials: 'omit', cache: 'no-store' })
    if (!answer.ok) throw new Error(`the offline page answers ${answer.status}`)
    const cache = await caches.open(FILES)
    const html = await answer.clone().text()
    await cache.put(OFFLINE, answer)
    await cache.addAll(filesOf(html))
  })())
})

scope.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('enishi-') && name !== FILES && name !== PAGES) await caches.delete(name)
    await scope.clients.claim()
  })())
})

scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const deed = deedFor({ method: event.request.method, mode: event.request.mode, url, origin: scope.location.origin })
  if (deed === 'sign-out') event.waitUntil(forget())
  else if (deed === 'files') event.respondWith(file(event.request))
  else if (deed === 'page' || deed === 'other-page') event.respondWith(page(event, url))
})

/** From a page: who is here (nobody: ''), and what of it is to be kept from now on. */
scope.addEventListener('message', (event) => {
  const { memberId, page: address, files } = event.data as { memberId: string; page?: string; files?: string[] }
  event.waitUntil((async () => {
    if (memberId === '') return void (await forget())
    await pagesOf(memberId)
    if (files !== undefined) await addFiles(files)
    if (address !== undefined) await fetchPage(address)
  })().catch(() => undefined))
})
