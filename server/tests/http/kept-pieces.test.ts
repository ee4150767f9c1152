/** What the server keeps of pages is never shown to somebody whose it is not: several people read the same pages in turns and at once. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Language } from '../../../app/core/actor.ts'
import { tFor } from '../../../app/i18n/texts.server.ts'
import { bootServer, type Server, session, type Session } from '../harness/index.ts'

type Viewer = { email: string | undefined; lng: Language; theme: 'light' | 'dark'; isStaff: boolean }
/** Whoever stands beside another differs from them in name, language, colours or rights. */
const viewers: Viewer[] = [
  { email: 'alumni@example.com', lng: 'ja', theme: 'light', isStaff: false },
  { email: 'moderator@example.com', lng: 'ja', theme: 'dark', isStaff: true },
  { email: 'attendee@example.com', lng: 'en', theme: 'light', isStaff: false },
  { email: 'hr@example.com', lng: 'en', theme: 'dark', isStaff: true },
  { email: undefined, lng: 'ja', theme: 'light', isStaff: false },
  { email: undefined, lng: 'en', theme: 'dark', isStaff: false },
]
const bookmarker = 'attendee@example.com', reactor = 'hr@example.com'
const colours = { light: '#f9f8f3', dark: '#10181a' }

type Person = Viewer & { session: Session; id: string; name: string }
type Post = { no: number; author: string | null }
let server: Server
let database: pg.Client
let people: Person[]
let topic = ''
let posts: Post[]

beforeAll(async () => {
  server = await bootServer()
  database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
  const ask = async <T extends pg.QueryResultRow>(sql: string, ...values: unknown[]) => (await database.query<T>(sql, values)).rows
  people = []
  for (const viewer of viewers) {
    const [row] = await ask<{ id: string; name: string }>('select id, display_name as name from member where email = $1', viewer.email)
    const own = await session(server.url, viewer.email)
    await own.post('/preferences', { lng: viewer.lng, theme: viewer.theme, returnTo: '/' })
    people.push({ ...viewer, session: own, id: row?.id ?? '', name: row?.name ?? '' })
  }
  // No number tells them apart.
  await ask('update notification set read_at = now() where read_at is null')
  // A topic with something for everybody: a post of two of the readers, one bookmarked, one reacted to.
  const [board] = await ask<{ id: string }>('select id from board where archived_at is null order by position limit 1')
  const [made] = await ask<{ id: string }>(`insert into topic (id, board_id, title, author_id, created_at, last_no, last_post_at) values (gen_random_uuid(), $1, 'みんなで読む話題', $2, now(), 3, now()) returning id`, board!.id, people[0]!.id)
  topic = made!.id
  posts = [0, 1, 0].map((of, i) => ({ no: i + 1, author: people[of]!.id }))
  for (const { no, author } of posts) await ask(`insert into post (id, topic_id, no, author_id, doc, html, text, created_at) values (gen_random_uuid(), $1, $2, $3, '{"type":"doc"}', '<p>読む。</p>', '読む。', now())`, topic, no, author)
  await ask(`update post set reactions = '{"like":1}' where topic_id = $1 and no = 1`, topic)
  await ask(`insert into reaction (post_id, member_id, kind, at) select id, $2, 'like', now() from post where topic_id = $1 and no = 1`, topic, idOf(reactor))
  await ask(`insert into bookmark (id, member_id, post_id, created_at) select gen_random_uuid(), $2, id, now() from post where topic_id = $1 and no = 2`, topic, idOf(bookmarker))
})
afterAll(async () => {
  await database.end()
  await server.remove()
})
const idOf = (email: string): string => people.find((p) => p.email === email)?.id ?? ''

const pathsOf = (person: Person): string[] => (person.email === undefined ? ['/policies/help', '/policies/terms?a=1'] : [`/topics/${topic}?from=1`, '/boards', '/policies/help', '/policies/terms?a=1', '/'])
/** Every page of everybody, so that neighbours are different people on the same page. */
const everything = (): [Person, string][] => [0, 1, 2, 3, 4].flatMap((at) => people.flatMap((person): [Person, string][] => { const path = pathsOf(person)[at]; return path === undefined ? [] : [[person, path]] }))

const part = (html: string, pattern: RegExp): string => pattern.exec(html)?.[0] ?? ''
const all = (html: string, pattern: RegExp): (string | undefined)[] => [...html.matchAll(pattern)].map((m) => m[1])
const words = (html: string): string[] => html.replace(/<svg[^]*?<\/svg>|<span class="(count|sr)[^]*?<\/span>/g, '').split(/<[^>]*>/).map((w) => w.trim()).filter((w) => w !== '')

/** What a page says of who reads it. */
function told(html: string) {
  const [tools, menu, nav, tabs, foot] = [part(html, /<div class="tools">[^]*?<\/header>/), part(html, /<details class="menu"[^]*?<\/details>/), part(html, /<nav class="nav"[^]*?<\/nav>/), part(html, /<nav class="tabbar"[^]*?<\/nav>/), part(html, /<footer[^]*?<\/footer>/)]
  return {
    lng: /<html lang="(\w+)"/.exec(html)?.[1], theme: /<html[^>]* data-theme="(\w+)"/.exec(html)?.[1], colour: all(part(html, /<head>[^]*<\/head>/), /name="theme-color" content="([^"]+)"/g),
    who: /class="menu-who">([^<]*)</.exec(menu)?.[1], toDesk: menu.includes('href="/desk"'), toBookmarks: menu.includes('href="/bookmarks"'), toLogin: tools.includes('href="/login"'), hasSearch: tools.includes('href="/search"'), hasBell: tools.includes('href="/notifications"'),
    here: new Set(all(html, /name="returnTo" value="([^"]*)"/g)), nav: words(nav), at: all(nav, /aria-current="\w+" href="([^"]+)"/g), tabs: words(tabs), foot: words(foot).slice(0, 4),
    posts: all(html, /<article [^>]*data-no="(\d+)"/g).map((no) => {
      const post = part(html, new RegExp(`<article [^>]*data-no="${no}"[^]*?</article>`))
      return { no: Number(no), canReply: post.includes('data-key="reply"'), canReact: post.includes('react-add'), isKept: post.includes(`/bookmark/${no}"`), pressed: all(post, /aria-pressed="(\w+)"/g) }
    }),
  }
}

type State = { isClosed?: boolean }
/** The same, by who they are. */
function due({ email, id, name, lng, theme, isStaff }: Person, path: string, { isClosed = false }: State): ReturnType<typeof told> {
  const t = tFor(lng)
  const isMember = email !== undefined
  const isTopic = path.startsWith('/topics/')
  const places = [t('nav.home'), t('nav.boards'), t('nav.events'), t('nav.mentors')]
  return {
    lng, theme, colour: [colours[theme]],
    who: isMember ? t('common.san', { name }) : undefined, toDesk: isStaff, toBookmarks: isMember, toLogin: !isMember, hasSearch: isMember, hasBell: isMember,
    here: new Set([path]), nav: isMember ? [...places, t('nav.voices'), t('nav.news')] : [], at: isTopic || path === '/boards' ? ['/boards'] : isMember && path === '/' ? ['/'] : [], tabs: isMember ? [...places, t('nav.voices_short'), t('nav.news_short')] : [],
    foot: [t('nav.terms'), t('nav.privacy'), t('nav.accessibility'), t('nav.help')],
    posts: !isTopic ? [] : posts.map(({ no, author }) => ({ no, canReply: author !== id && !isClosed, canReact: author !== id, isKept: email === bookmarker && no === 2, pressed: no === 1 && author !== id ? [String(email === reactor)] : [] })),
  }
}

async function look(person: Person, path: string, state: State = {}): Promise<void> {
  const { status, text } = await person.session.get(path)
  expect([status, person.email, path, told(text)]).toEqual([200, person.email, path, due(person, path, state)])
  if (path === '/') expect(part(text, /<h1 id="hello"[^]*?<\/h1>/)).toContain(person.lng === 'ja' ? person.name.split(' ')[0] : person.name)
  for (const other of people) if (other.id !== person.id && other.name !== '') expect(part(text, /<header class="site-head">[^]*?<\/header>/)).not.toContain(other.name)
}

test('in turns and at once everybody sees what is theirs, in their language and colours', async () => {
  const pages = everything()
  for (const [person, path] of [...pages, ...pages.toReversed()]) await look(person, path)
  await Promise.all([...pages, ...pages, ...pages.toReversed()].map(([person, path]) => look(person, path)))
})

test('who loses a right loses what led there with the next page, and so does everybody when a topic is closed', async () => {
  const staff = people[1]!
  await look(staff, '/boards')
  await database.query(`update member set role = 'member' where id = $1`, [staff.id])
  await look({ ...staff, isStaff: false }, '/boards')
  await look(people[3]!, '/boards')
  await database.query(`update member set role = 'moderator' where id = $1`, [staff.id])
  await look(staff, '/boards')
  const readers = people.filter((p) => p.email !== undefined)
  await database.query('update topic set closed_at = now() where id = $1', [topic])
  for (const person of readers) await look(person, `/topics/${topic}?from=1`, { isClosed: true })
  await database.query('update topic set closed_at = null where id = $1', [topic])
  for (const person of readers) await look(person, `/topics/${topic}?from=1`)
})

/** A page without what is this answer's alone. */
const lasting = (html: string): string => html.replaceAll(/nonce="([^"]+)"/.exec(html)?.[1] ?? 'no nonce', 'nonce').replace(/(name="commandId" value=")[^"]*/g, '$1')
const main = (html: string): string => part(html, /<main [^]*<\/main>/)
const own = (html: string): string[] => [part(html, /nonce="[^"]+"/), ...all(html, /name="commandId" value="([^"]*)"/g).map((id) => id ?? '')]

test('a page put together from what was kept is what it was when it was rendered, but for its nonce and the ids of its forms', async () => {
  for (const person of people.filter((p) => p.email !== undefined)) {
    // An address that nobody has asked for: this one is rendered.
    const path = `/topics/${topic}?from=1&by=${person.id}&a=%3Cb%3E"`
    const [first, second, third] = [await person.session.get(path), await person.session.get(path), await person.session.get(path)].map(({ text }) => text)
    expect(lasting(second!)).toBe(lasting(first!))
    expect(lasting(third!)).toBe(lasting(first!))
    const mine = [first!, second!, third!].flatMap(own)
    expect(new Set(mine).size).toBe(mine.length)
    expect(mine.length).toBeGreaterThan(6)
    for (const html of [first!, second!]) expect(new Set(all(html, /name="returnTo" value="([^"]*)"/g))).toEqual(new Set([path.replace(/"/g, '%22').replace(/&/g, '&amp;')]))
  }
})

test('who reads the same with the same rights gets the same main part, the frame is theirs', async () => {
  const [author, other] = [people[0]!, people[2]!]
  await author.session.post('/preferences', { lng: 'en', theme: 'light', returnTo: '/' })
  const path = `/topics/${topic}?from=1`
  const [anew, kept, shared] = [await author.session.get(path), await author.session.get(path), await other.session.get(path)].map(({ text }) => text)
  expect(lasting(main(kept!))).toBe(lasting(main(anew!)))
  // One has written two of the posts, the other has bookmarked one: what is theirs is not shared.
  expect(lasting(main(shared!))).not.toBe(lasting(main(kept!)))
  await database.query('update post set author_id = $2 where topic_id = $1', [topic, people[3]!.id])
  await database.query('update topic set author_id = $2 where id = $1', [topic, people[3]!.id])
  await database.query('delete from bookmark where member_id = $1', [other.id])
  const [a, b] = [await author.session.get(path), await other.session.get(path)].map(({ text }) => text)
  expect(lasting(main(b!))).toBe(lasting(main(a!)))
  expect(b).toContain(other.name)
  expect(b).not.toContain(author.name)
  await author.session.post('/preferences', { lng: author.lng, theme: author.theme, returnTo: '/' })
})
