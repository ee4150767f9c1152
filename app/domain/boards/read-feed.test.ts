import { DOMParser, type Element } from '@xmldom/xmldom'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { readTopicFeed } from './index.server.ts'
import { writeAtom } from './write-atom.server.ts'

beforeEach(() => emptyDb())

const ATOM = 'http://www.w3.org/2005/Atom'
const children = (parent: Element, name: string) => [...parent.childNodes].filter((n): n is Element => n.nodeType === 1 && n.nodeName === name)
const textOf = (parent: Element, name: string) => children(parent, name)[0]?.textContent ?? null

/** Reads a feed as another program would, and holds it against RFC 4287 (4.1.1, 4.1.2, 4.2, 3.3). */
function parse(xml: string) {
  const document = new DOMParser({ onError: (_level, message) => { throw new Error(message) } }).parseFromString(xml, 'text/xml')
  const feed = document.documentElement!
  expect([feed.namespaceURI, feed.localName]).toEqual([ATOM, 'feed'])
  const allowed: Record<string, string[]> = { feed: ['id', 'title', 'link', 'updated', 'entry'], entry: ['id', 'title', 'link', 'author', 'published', 'updated', 'summary'] }
  const check = (element: Element): void => {
    const found = [...element.childNodes].filter((n) => n.nodeType === 1).map((n) => n.nodeName)
    expect(found.filter((name) => !allowed[element.nodeName]!.includes(name))).toEqual([])
    for (const once of ['id', 'title', 'updated']) expect([once, children(element, once).length]).toEqual([once, 1])
    expect(URL.canParse(textOf(element, 'id')!)).toBe(true)
    for (const date of [...children(element, 'updated'), ...children(element, 'published')]) expect(date.textContent).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    const links = children(element, 'link').map((l) => l.getAttribute('rel'))
    expect(links.filter((rel) => rel === 'alternate')).toHaveLength(1)
    for (const link of children(element, 'link')) expect(URL.canParse(link.getAttribute('href')!)).toBe(true)
  }
  check(feed)
  expect(children(feed, 'link').some((l) => l.getAttribute('rel') === 'self')).toBe(true)
  const entries = children(feed, 'entry')
  for (const entry of entries) {
    check(entry)
    expect(children(entry, 'author')).toHaveLength(1)
    expect(textOf(children(entry, 'author')[0]!, 'name')).not.toBe('')
  }
  const ids = entries.map((e) => textOf(e, 'id'))
  expect(new Set(ids).size).toBe(ids.length)
  return {
    title: textOf(feed, 'title')!,
    updated: textOf(feed, 'updated')!,
    entries: entries.map((e) => ({ title: textOf(e, 'title')!, summary: textOf(e, 'summary') ?? '', author: textOf(children(e, 'author')[0]!, 'name')!, href: children(e, 'link')[0]!.getAttribute('href')! })),
  }
}

const minutes = (n: number) => new Date(DEMO_NOW.getTime() + n * 60_000)

test('new topics of all boards, the newest first; of one board; of no archived board, and no hidden topic', async () => {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const [a, b, old] = [await makeBoard(db), await makeBoard(db), await makeBoard(db, { archivedAt: DEMO_NOW })]
  const make = (boardId: string, title: string, at: number, over = {}) => makeTopic(db, { boardId, title, posts: [{ authorId: author.id, text: `${title}の書き出し`, at: minutes(at) }, { authorId: author.id, at: minutes(at + 500) }], ...over })
  await make(a.id, '一', 1)
  await make(b.id, '二', 2)
  await make(a.id, '三', 3)
  await make(a.id, '隠れた話題', 4, { hiddenAt: DEMO_NOW })
  await make(old.id, '昔', 5)
  const ctx = testCtx(reader)
  const all = parse((await readTopicFeed(ctx, {}, '/feeds/x/topics.xml')).xml)
  expect(all.entries.map((e) => e.title)).toEqual(['三', '二', '一'])
  expect(all.entries[0]).toMatchObject({ summary: '三の書き出し', author: `${author.displayName}さん` })
  expect(all.updated).toBe(minutes(3).toISOString())
  expect(parse((await readTopicFeed(ctx, { board: a.slug }, '/x')).xml).entries.map((e) => e.title)).toEqual(['三', '一'])
  expect(parse((await readTopicFeed(ctx, { board: old.slug }, '/x')).xml).entries.map((e) => e.title)).toEqual(['昔'])
  for (const wanted of [{ board: 'nothing' }, { topic: 'nothing' }, { topic: '00000000-0000-7000-8000-000000000000' }]) await expect(readTopicFeed(ctx, wanted, '/x')).rejects.toMatchObject({ code: 'not_found' })
  for (const who of [undefined, await makeMember(db, { status: 'suspended' }), await makeMember(db, { status: 'applicant' })]) await expect(readTopicFeed(testCtx(who), {}, '/x')).rejects.toMatchObject({ code: 'not_found' })
})

test('one topic: its newest posts with their addresses; hidden ones, names of the anonymous and of who left are not in it', async () => {
  const db = testDb()
  const [author, gone, reader] = [await makeMember(db), await makeMember(db, { status: 'left', displayName: '退会 した人' }), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, title: '話', posts: [{ authorId: author.id }, { authorId: author.id, text: '消された文', isHidden: true }, { authorId: null, text: '匿名の文' }, { authorId: gone.id, text: '去った人の文' }, { authorId: author.id, officialAs: '人事課', text: '課の文' }] })
  const { xml } = await readTopicFeed(testCtx(reader), { topic: topic.id }, '/feeds/x/topics/y.xml')
  const { entries } = parse(xml)
  expect(entries.map((e) => [e.summary, e.author])).toEqual([['課の文', '人事課'], ['去った人の文', '退会した会員'], ['匿名の文', '匿名の元職員'], ['1番目の投稿です。', `${author.displayName}さん`]])
  expect(entries[0]!.href).toBe(`http://localhost:3000/topics/${topic.id}?from=5#post-5`)
  for (const secret of ['消された文', '退会 した人', author.email]) expect(xml).not.toContain(secret)
  const { xml: all } = await readTopicFeed(testCtx(reader), {}, '/x')
  expect(parse(all).entries).toHaveLength(1)
})

test('a hidden first post leaves the title alone; thirty entries are the most', async () => {
  const db = testDb()
  const author = await makeMember(db)
  const board = await makeBoard(db)
  for (let i = 0; i < 32; i++) await makeTopic(db, { boardId: board.id, title: `${i}`, posts: [{ authorId: author.id, text: '消された文', isHidden: i === 31, at: minutes(i) }] })
  const { entries } = parse((await readTopicFeed(testCtx(author), {}, '/x')).xml)
  expect([entries.length, entries[0]]).toMatchObject([30, { title: '31', summary: '' }])
})

test('no text can become markup, and what XML cannot write is left out', () => {
  const wild = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(']]>', '<script>alert(1)</script>', '&amp;&#0;&nbsp;', '"/><entry>', '<!--', '\u0000\u0008\ufffe\ud800', '</title></feed>'))
  fc.assert(fc.property(wild, wild, wild, (title, author, summary) => {
    const at = DEMO_NOW
    const xml = writeAtom({ id: 'https://example.jp/', title, address: 'https://example.jp/?a=1&b="', self: 'https://example.jp/', updated: at, lng: 'ja', entries: [{ id: 'urn:uuid:1', title, address: 'https://example.jp/', author: `x${author}`, published: at, updated: at, summary }] })
    // oxlint-disable-next-line no-control-regex -- the ones XML has no way to write
    const kept = (s: string) => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '').replace(/\r\n?/g, '\n')
    const read = parse(xml)
    expect([read.title, read.entries[0]!.author, read.entries[0]!.summary]).toEqual([kept(title), `x${kept(author)}`, kept(summary)])
  }))
})
