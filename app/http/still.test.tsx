import type { EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import fc from 'fast-check'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Post } from '../components/boards/post.tsx'
import { ReplyForm } from '../components/boards/reply-form.tsx'
import { TopicSide } from '../components/boards/topic-side.tsx'
import { Brand } from '../components/layout/brand.tsx'
import { Kept, StillContext } from '../components/layout/still.tsx'
import { Crumb } from '../components/ui/crumb.tsx'
import { reactionKinds } from '../domain/boards/policy.ts'
import type { PostView } from '../domain/boards/views.ts'
import { LanguageProvider } from '../i18n/index.tsx'
import { tFor } from '../i18n/texts.server.ts'
import { createStills } from './still.server.tsx'

const stills = createStills()
const plainly = (piece: ReactElement, lng: 'ja' | 'en' = 'ja') => renderToString(<LanguageProvider t={tFor(lng)}>{piece}</LanguageProvider>)
const kept = (piece: ReactElement, lng: 'ja' | 'en' = 'ja', from = stills) =>
  renderToString(<StillContext.Provider value={from.forPage(tFor(lng))}><LanguageProvider t={tFor(lng)}>{piece}</LanguageProvider></StillContext.Provider>)

type Shown = Omit<Parameters<typeof Post>[0], 'onReact' | 'onReply' | 'onVoted' | 'poll'>
const post = (shown: Shown) => <Post {...shown} poll={undefined} onReact={() => false} onReply={() => undefined} onVoted={() => undefined} />

/** Few values for each, so that the same piece comes again and again with one thing changed. */
const author = fc.constantFrom<PostView['author']>({ kind: 'member', id: '1', name: '佐藤 花子', line: '' }, { kind: 'member', id: '1', name: '鈴木 花子', line: '土木' }, { kind: 'member', id: '2', name: '<b>&"', line: "'" }, { kind: 'office', name: '人事課' }, { kind: 'anonymous' }, { kind: 'left' })
const shown = fc.record<Shown>({
  topicId: fc.constantFrom('t1', 't2'),
  post: fc.record({ no: fc.constantFrom(1, 2), author, at: fc.constantFrom('2026-01-15T10:00:00.000Z', '2026-01-15T10:01:00.000Z'), isEdited: fc.boolean(), isHidden: fc.constantFrom(false, false, true), html: fc.constantFrom('<p>やあ</p>', '<p>やあ。</p>', '<p>@鈴木</p>') }),
  isMine: fc.boolean(), isAnswer: fc.boolean(), canReply: fc.boolean(), canReact: fc.boolean(), isKept: fc.boolean(),
  counts: fc.constantFrom<Shown['counts'][]>(undefined, {}, { like: 1 }, { like: 2, thanks: 1 }),
  mine: fc.option(fc.subarray([...reactionKinds], { maxLength: 2 }), { nil: undefined }),
})

test('a kept post is, after every change and for every reader, what it would be when rendered anew', () => {
  fc.assert(fc.property(shown, fc.constantFrom('ja', 'en'), (props, lng) => {
    expect(kept(post(props), lng)).toBe(plainly(post(props), lng))
  }), { numRuns: 600 })
  expect(stills.size()).toBeGreaterThan(0)
})

/** Pieces that stand in a page: with the address and the root loader's answer around them. */
function inPage(piece: ReactElement, address: string, name: string): ReactElement {
  const { pathname, search } = new URL(address, 'http://localhost')
  const root = { id: 'root', path: '*', hasLoader: true }
  const staticHandlerContext = { basename: '/', location: { pathname, search, hash: '', state: null, key: 'default' }, matches: [{ params: {}, pathname, pathnameBase: '/', route: { id: 'root' } }], loaderData: { root: { viewer: { kind: 'guest' }, organisation: { name } } }, actionData: null, errors: null }
  return <RemixServer url={`http://localhost${address}`} context={{ manifest: { routes: { root } }, routeModules: { root: { default: () => piece } }, future: {}, isSpaMode: false, staticHandlerContext, renderMeta: {} } as unknown as EntryContext} />
}

type Side = Parameters<typeof TopicSide>[0]
const around = fc.record({
  side: fc.record<Side>({
    topicId: fc.constantFrom('t1', 't2'),
    attention: fc.record({ level: fc.constantFrom('normal', 'muted'), chosen: fc.constantFrom(null, 'muted', 'watching'), hasRisen: fc.boolean() }),
    people: fc.record({ people: fc.constantFrom([], [{ id: '1', name: '佐藤 花子' }], [{ id: '1', name: '<b>&"' }, { id: '2', name: '鈴木' }]), count: fc.constantFrom(0, 1, 2, 9) }),
    isClosed: fc.boolean(), canModerate: fc.boolean(), canDescribe: fc.boolean(),
  }),
  refused: fc.constantFrom(undefined, undefined, { ok: false as const, errors: { text: 'form.required' }, values: { intent: 'reply', text: 'また' } }),
  quote: fc.constantFrom(undefined, undefined, '> 引用'),
  board: fc.constantFrom('広場', '<広場>'), name: fc.constantFrom('みやぎ', 'やま"がた'), address: fc.constantFrom('/topics/t1', '/topics/t1?from=21', '/topics/t2?from=1&raised=1', '/topics/t1?a=%22%3C'),
})
const topicFrame = ({ side, refused, quote, board }: { side: Side; refused: Parameters<typeof ReplyForm>[0]['refused']; quote: string | undefined; board: string }) => (
  <>
    <Brand />
    <Crumb items={[{ to: '/boards', label: 'b' }, { to: '/boards/x', label: board }]} />
    <ReplyForm topicId={side.topicId} viewerId="1" hasDraft={false} box={{ current: null }} refused={refused} undone={undefined} quote={quote} onSent={() => undefined} onAnswer={() => undefined} />
    <TopicSide {...side} />
  </>
)
const commandIds = /name="commandId" value="([0-9a-f-]{36})"/g

test('what stands around the posts is, kept, what it would be when rendered anew, and each form has an id of its own each time', () => {
  const seen = new Set<string>()
  const alike = (html: string): string => html.replace(commandIds, 'command').replace(/:R\w*:/g, ':R:')
  fc.assert(fc.property(around, fc.constantFrom('ja', 'en'), ({ address, name, ...frame }, lng) => {
    const [html, anew] = [kept, plainly].map((render) => render(inPage(topicFrame(frame), address, name), lng))
    expect(alike(html ?? '')).toBe(alike(anew ?? ''))
    const ids = [...(html ?? '').matchAll(commandIds)].map(([, id]) => id ?? '')
    expect(ids.length).toBe(frame.side.canModerate ? 3 : 2)
    for (const id of ids) expect(seen.has(id)).toBe(false)
    for (const id of ids) seen.add(id)
  }), { numRuns: 300 })
})

test('with a piece of its making forgotten the same comparison fails', () => {
  const forgetful = (name: string) => kept(<Kept as="div" name="name" made={[]}>{() => <b>{name}</b>}</Kept>)
  expect(forgetful('佐藤')).toBe(forgetful('鈴木'))
})

test('holes are filled each time, escaped as React does, and are no way to put anything elsewhere', () => {
  const piece = (here: string, name: string) => <Kept as="div" name="hole" made={[name]} holes={{ here }}>{(hole) => <><input name={name} defaultValue={hole('here')} />{name}</>}</Kept>
  for (const here of ['/topics/1', '/a?b=<"\'&>', '$&', '/boards'])
    for (const name of ['佐藤', '\uE0F0here\uE0F1', '<script>']) expect(kept(piece(here, name))).toBe(plainly(piece(here, name)))
})

test('no more is kept than fits; what was asked for longest ago goes first', () => {
  const small = createStills(20_000)
  let asked = 0
  const piece = (i: number) => kept(<Kept as="div" name="n" made={[i]}>{() => <>{`${i} ${'あ'.repeat(200)} ${asked++}`}</>}</Kept>, 'ja', small)
  for (let i = 0; i < 200; i++) {
    piece(0)
    piece(i)
  }
  expect(small.size()).toBeLessThanOrEqual(20_000)
  expect(asked).toBe(200)
  piece(1)
  expect(asked).toBe(201)
})
