import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topicMadeOf } from '../components/boards/topic-made-of.ts'
import { marks } from '../components/layout/still.tsx'
import type { Viewer } from '../components/layout/viewer.ts'
import { createKeptPages, type Making } from './kept-pages.server.ts'
import { escapeText } from './kept-store.ts'

/** A page as React and Remix write one, of everything it is made of; known parts are marks. */
function written({ nonce, title, address, head, frame, main, pattern }: Making, known: { head?: string | undefined; main?: string | undefined; tail?: string | undefined } = {}, data = 'kept-data'): string {
  const form = `<form><input type="hidden" name="commandId" value="${crypto.randomUUID()}"/></form>`
  return `<html><head>${known.head ?? `<link nonce="${nonce}"/><title>${escapeText(title)}</title>${escapeText(String(head))}`}</head><body><a nonce="${nonce}">${escapeText(String(frame))}</a><input name="returnTo" value="${escapeText(address)}"/>`
    + `<main id="main" tabindex="-1">${known.main ?? `<h1>${escapeText(String(main))}</h1>${form}<p>${escapeText(String(main))}</p>${form}`}</main><footer><input name="returnTo" value="${escapeText(address)}"/></footer>`
    + `${known.tail ?? `<script nonce="${nonce}">let a</script><script nonce="${nonce}" src="/${escapeText(pattern)}"></script>`}</body></html><script nonce="${nonce}">enqueue(${asScript(data)});</script>`
}
const asScript = (value: string): string => JSON.stringify(value).replace(/[&<>\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
const ids = (html: string): string[] => [...html.matchAll(/name="commandId" value="([^"]*)"/g)].map(([, id]) => id ?? '')
const alike = (html: string): string => html.replace(/(name="commandId" value=")[^"]*/g, '$1')

const words = fc.constantFrom('', '話題', '<b>&"\'', '$& $1', '</main></head></body>', marks.main, marks.tail, '"kept-data"', 'name="commandId" value="00000000-0000-4000-8000-000000000000"', 'name="returnTo" value="/"')
const making = fc.record<Making>({
  nonce: fc.constantFrom('bm9uY2UtMQ==', 'bm9/Y2U+Mg=='), lng: fc.constantFrom('ja', 'en'), pattern: fc.constantFrom('/topics/:topic', '/boards'),
  address: fc.constantFrom('/topics/1', '/topics/2?from=21&a="'), title: words, head: words, frame: words, main: fc.option(words, { nil: undefined }),
})

test('a page put together from what is kept is the page that would have been written', () => {
  const pages = createKeptPages(10_000_000)
  let whole = 0
  const seen = new Set<string>()
  fc.assert(fc.property(making, words, (of, data) => {
    const kept = pages.open(of)
    const known = kept.whole(data)
    if (known !== null) whole++
    const html = (known ?? kept.from(written(of, kept.marks), data)).toString()
    expect(alike(html)).toBe(alike(written(of, {}, data)))
    // A text in which an id stands is escaped; each form has an id of its own each time.
    const own = ids(html)
    expect(own.length).toBe(2)
    for (const id of own) expect(seen.has(id)).toBe(false)
    for (const id of own) seen.add(id)
  }), { numRuns: 3_000 })
  expect(whole).toBeGreaterThan(500)
})

test('a part that is made of more than is said comes out wrong: the comparison sees it', () => {
  const pages = createKeptPages(10_000_000)
  const of: Making = { nonce: 'once', lng: 'ja', pattern: '/', address: '/', title: '', head: '', frame: '', main: 1 }
  pages.open(of).from(written({ ...of, main: 'A' }), '')
  expect(pages.open(of).whole('')?.toString()).toContain('A')
})

test('a main part that has something of this answer alone is not kept', () => {
  const pages = createKeptPages(10_000_000)
  const of: Making = { nonce: 'secret', lng: 'ja', pattern: '/', address: '/', title: '', head: '', frame: '', main: 'secret' }
  pages.open(of).from(written(of), '')
  expect(pages.open(of).marks.main).toBeUndefined()
  expect(pages.open(of).marks.head).toBe(marks.head)
})

test('a topic is the same for all who may do the same with it, but not for whom a post is theirs', () => {
  const viewer = (id: string, boards = 0): Viewer => ({ kind: 'member', id, name: `会員${id}`, avatarSeed: id, role: 'member', can: { desk: false }, unread: { inbox: 0, boards } })
  const page = { unreadBoards: null, posts: [{ no: 1, author: { kind: 'member', id: 'a' } }], can: { moderate: false } } as unknown as Parameters<typeof topicMadeOf>[0]
  const made = (of: typeof page, who: Viewer) => JSON.stringify(topicMadeOf(of, who))
  expect(made(page, viewer('b'))).toBe(made({ ...page, unreadBoards: 3 }, viewer('c', 3)))
  expect(made(page, viewer('a'))).not.toBe(made(page, viewer('b')))
  expect(made(page, viewer('b'))).not.toBe(made({ ...page, can: { ...page.can, moderate: true } }, viewer('b')))
})
