/** Whatever people write stays text: attacks in every field of the database, every page in a real browser, and nothing runs. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderDoc } from '../../../app/core/richtext/render-doc.server.ts'
import { attacks, bootServer, type Browsers, type Filled, fillWithAttacks, hydrated, MARK, markerOf, openBrowser, pieces, readManifest, type Server, type Visitor } from '../harness/index.ts'
import { addressOf, expectedFor, type Role, roles } from '../http/declared-routes.ts'

const viewers: Role[] = ['member', 'host', 'hr', 'operator', 'guest', 'applicant']
const pages = readManifest().filter((route) => route.hasPage).flatMap((route) => {
  const viewer = viewers.find((role) => expectedFor(route.id, role) === 200)
  return viewer === undefined ? [] : [{ id: route.id, viewer }]
})
/** Fields that some page must have shown, or this test looks at nothing. */
const mustBeSeen = ['member.display_name', 'board.name', 'board.description', 'topic.title', 'event.title', 'event.summary', 'event.place', 'question.text', 'news.title', 'news.summary', 'profile.headline', 'mentor.message', 'tag.name', 'report.note']

let server: Server
let browsers: Browsers
let db: pg.Client
let filled: Filled[]
const people = new Map<Role, Visitor>()
const seen = new Set<string>()
/** Names above quoted words that were on these pages. */
let quotes = 0

/** Documents as the composer could have sent them: attacks as text, code, addresses of links, cells of tables and words of another post. */
const hostileDoc = (text: string, quoted: string) => ({
  type: 'doc', content: [
    { type: 'quote', attrs: { post: quoted, name: text }, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
    { type: 'paragraph', content: [{ type: 'text', text }, { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: `https://example.com/"onmouseover=hurt()//${encodeURIComponent(text)}` } }] }] },
    { type: 'codeBlock', content: [{ type: 'text', text }] },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] }] },
  ],
})

beforeAll(async () => {
  server = await bootServer()
  browsers = await openBrowser()
  db = new pg.Client({ connectionString: server.databaseUrl })
  await db.connect()
  filled = await fillWithAttacks(db)
  const { rows: [quoted] } = await db.query<{ id: string }>(`select p.id from post p join topic t on t.id = p.topic_id where p.author_id is not null and p.hidden_at is null and t.hidden_at is null limit 1`)
  const docs = pieces(5).map((text) => renderDoc(hostileDoc(text, quoted?.id ?? '') as Parameters<typeof renderDoc>[0]))
  await db.query(`update post set html = ($1::text[])[1 + no % cardinality($1::text[])] || '<p><span data-mention="' || coalesce(author_id::text, '') || '"></span></p>' where hidden_at is null`, [docs])
  // What the organisation is called stands on every page; its row is kept in memory for five seconds.
  await db.query(`update organisation set name = $1, office = $1`, [`${markerOf('organisation.name')} ${attacks[0]} ${attacks[10]}`])
})
afterAll(async () => {
  await db.end()
  await browsers.close()
  await server.remove()
})

async function visitorOf(role: Role): Promise<Visitor> {
  const known = people.get(role)
  if (known) return known
  const visitor = await browsers.visitor(server.url, { email: roles[role] })
  await visitor.page.addInitScript(`window.hurt = () => console.error('AN ATTACK RAN')`)
  visitor.page.on('dialog', (dialog) => void dialog.dismiss().then(() => visitor.page.evaluate('console.error("AN ATTACK SPOKE")')))
  people.set(role, visitor)
  return visitor
}

test.each(pages)('$id as $viewer', async ({ id, viewer }) => {
  const { page, watch } = await visitorOf(viewer)
  const response = await page.goto(await addressOf(id, db))
  await hydrated(page)
  const html = (await response?.text()) ?? ''
  expect(html.toLowerCase(), 'markup of a text in the answer').not.toContain(`<${MARK}`)
  expect(await page.locator(MARK).count(), 'markup of a text in the page').toBe(0)
  quotes += await page.locator('.q > a.q-by').count()
  const shown = await page.evaluate(() => document.documentElement.outerHTML)
  for (const { column } of filled) if (shown.includes(markerOf(column))) seen.add(column)
  expect(watch.faults()).toEqual([])
})

test('what a search finds and marks', async () => {
  const { page, watch } = await visitorOf('member')
  const response = await page.goto('/search?q=hurt')
  await hydrated(page)
  expect((await response?.text())?.toLowerCase()).not.toContain(`<${MARK}`)
  expect(await page.locator('mark').count()).toBeGreaterThan(0)
  expect(watch.faults()).toEqual([])
})

test('the fields were there to be seen, and an attack that runs is found', async () => {
  expect(filled.filter((f) => f.rows > 0).length).toBeGreaterThan(20)
  expect(mustBeSeen.filter((column) => !seen.has(column))).toEqual([])
  expect(quotes).toBeGreaterThan(0)
  const { page, watch } = await visitorOf('member')
  await page.goto('/boards')
  await hydrated(page)
  await page.evaluate((text) => document.querySelector('main')!.insertAdjacentHTML('beforeend', text), `<img src="/nothing" onerror="hurt()"><${MARK}>`)
  await expect.poll(() => watch.faults().join('\n')).toMatch(/Content Security Policy|AN ATTACK/)
  expect(await page.locator(MARK).count()).toBe(1)
  watch.forgive(/Content Security Policy|AN ATTACK/)
  await browsers.expectClean()
})
