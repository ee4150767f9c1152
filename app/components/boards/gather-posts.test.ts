import { expect, test } from 'vitest'
import type { PostView, TopicState } from '~/domain/boards/views.ts'
import { gatherPosts, stillPending } from './gather-posts.ts'

const post = (no: number): PostView => ({ no, author: { kind: 'anonymous' }, at: '2025-11-20T01:00:00.000Z', isEdited: false, isHidden: false, html: `${no}` })
const posts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => post(from + i))
const state = (lastNo: number, over: Partial<TopicState> = {}): TopicState => ({ lastNo, isClosed: false, facts: { board: { slug: 'hello', name: '広場' } }, hidden: [], withdrawn: [], changed: [], tail: [], reactions: {}, ...over })
const nos = (g: { posts: PostView[] }) => g.posts.map((p) => p.no)

test('what comes live follows on, also when the tail has moved past it', () => {
  let on = gatherPosts(null, { from: 21, posts: posts(21, 35) }, state(35))
  for (let no = 36; no <= 80; no++) on = gatherPosts(on, { from: 21, posts: posts(21, 35) }, state(no, { tail: posts(no - 19, no) }))
  expect(nos(on)).toEqual(posts(21, 80).map((p) => p.no))
})

test('far from the end nothing is appended, and after a long absence no hole is hidden', () => {
  const page = { from: 1, posts: posts(1, 20) }
  expect(nos(gatherPosts(gatherPosts(null, page, state(60)), page, state(61, { tail: posts(42, 61) })))).toEqual(posts(1, 20).map((p) => p.no))
})

test('a page read again from a later place is added, another page replaces', () => {
  const on = gatherPosts(null, { from: 21, posts: posts(21, 40) }, state(40))
  const later = gatherPosts(on, { from: 41, posts: [post(41)] }, state(41))
  expect([later.from, nos(later).at(-1)]).toEqual([21, 41])
  expect(nos(gatherPosts(later, { from: 1, posts: posts(1, 20) }, state(41)))).toEqual(posts(1, 20).map((p) => p.no))
  expect(nos(gatherPosts(on, { from: 61, posts: posts(61, 62) }, state(62)))).toEqual([61, 62])
})

test('a post that is hidden now is hidden on the page too; nothing new is the same object', () => {
  const page = { from: 1, posts: posts(1, 3) }
  const on = gatherPosts(null, page, state(3))
  expect(gatherPosts(on, page, state(3))).toBe(on)
  expect(gatherPosts(on, page, state(3, { hidden: [2] })).posts[1]).toEqual({ ...post(2), isHidden: true, html: '' })
})

test('a reply is shown once: pending until its post is there, whichever of answer and event comes first', () => {
  const sent = (commandId: string, no: number | null) => ({ commandId, text: 'x', since: 10, no })
  expect(stillPending([sent('a', null)], [3, 9])).toHaveLength(1)
  expect(stillPending([sent('a', null)], [9, 11])).toEqual([])
  expect(stillPending([sent('a', 11)], [9])).toHaveLength(1)
  expect(stillPending([sent('a', 11)], [11])).toEqual([])
  expect(stillPending([sent('a', 11), sent('b', null)], [11]).map((s) => s.commandId)).toEqual(['b'])
  expect(stillPending([sent('a', null), sent('b', null)], [11]).map((s) => s.commandId)).toEqual(['b'])
})
