import { expect, test } from 'vitest'
import { foldTopic, POSTS_A_PAGE } from './fold.ts'
import type { PostView, TopicState } from './views.ts'

const post = (no: number): PostView => ({ no, author: { kind: 'anonymous' }, at: '2025-11-20T01:00:00.000Z', isEdited: false, isHidden: false, html: `<p>${no}</p>` })
const start: TopicState = { lastNo: 0, isClosed: false, facts: { board: { slug: 'hello', name: '広場' } }, hidden: [], withdrawn: [], changed: [], tail: [], reactions: {} }
const added = (no: number) => ({ type: 'post.added', payload: { post: post(no) } }) as const

test('the tail holds the newest posts and no more than a page of them', () => {
  let state = start
  for (let no = 1; no <= 50; no++) state = foldTopic(state, added(no))
  expect(state.lastNo).toBe(50)
  expect(state.tail.map((p) => p.no)).toEqual(Array.from({ length: POSTS_A_PAGE }, (_, i) => 31 + i))
})

test('an event the state already holds changes nothing', () => {
  const state = foldTopic(foldTopic(foldTopic(start, added(1)), { type: 'post.hidden', payload: { no: 1 } }), { type: 'topic.closed', payload: {} })
  expect(foldTopic(state, added(1))).toBe(state)
  expect(foldTopic(state, { type: 'post.hidden', payload: { no: 1 } })).toBe(state)
  expect(foldTopic(state, { type: 'topic.closed', payload: {} })).toBe(state)
  expect(foldTopic(state, { type: 'another.thing', payload: {} } as never)).toBe(state)
})

test('a hidden post keeps its number and loses everything else, in the tail and before it', () => {
  const state = foldTopic(foldTopic(foldTopic({ ...start, lastNo: 7 }, added(8)), { type: 'post.hidden', payload: { no: 8 } }), { type: 'post.hidden', payload: { no: 3 } })
  expect(state).toEqual({ ...start, lastNo: 8, hidden: [8, 3], tail: [{ ...post(8), author: { kind: 'anonymous' }, isHidden: true, html: '' }], reactions: {} })
})
