import { expect, test } from 'vitest'
import { hiddenPost } from '~/domain/boards/fold.ts'
import type { PostView } from '~/domain/boards/views.ts'
import { postActions } from './post-actions.ts'

const post: PostView = { no: 23, author: { kind: 'anonymous' }, at: '2025-11-20T00:00:00.000Z', isEdited: false, isHidden: false, html: '<p>あ</p>' }
const names = (facts: { isMine?: boolean; moderate?: boolean; describe?: boolean; answer?: number; post?: PostView }) =>
  postActions({ topicId: 't', post: facts.post ?? post, isMine: facts.isMine ?? false, can: { reply: true, moderate: facts.moderate ?? false, describe: facts.describe ?? false }, answer: facts.answer }).map((a) => a.name)

test('nobody reports their own post, only 事務局 hides, one edits and deletes one’s own, and a hidden post keeps nothing but its address', () => {
  expect(names({})).toEqual(expect.arrayContaining(['copy', 'report']))
  expect(names({})).not.toContain('hide')
  expect(names({ moderate: true })).toEqual(expect.arrayContaining(['copy', 'report', 'hide']))
  expect(names({ isMine: true })).not.toContain('report')
  expect(names({ post: hiddenPost(post) })).toEqual(['copy'])
  expect(names({ post: hiddenPost(post), moderate: true })).toEqual(['copy', 'show-again'])
  expect(names({ post: hiddenPost(post, true), moderate: true })).toEqual(['copy'])
  expect(names({ isMine: true, post: { ...post, isEdited: true } })).toEqual(expect.arrayContaining(['edit', 'history', 'delete']))
  expect(names({ isMine: true, post: { ...post, no: 1 } })).not.toContain('delete')
})

test('who may say so marks a post as the answer and takes the mark away; the first post answers nothing', () => {
  expect(names({})).not.toContain('answer')
  expect(names({ describe: true })).toContain('answer')
  expect(names({ describe: true, post: { ...post, no: 1 } })).not.toContain('answer')
  const fields = (answer?: number) => postActions({ topicId: 't', post, isMine: false, can: { reply: true, moderate: false, describe: true }, answer }).find((a) => a.name === 'answer')?.fields
  expect([fields()?.['intent'], fields(23)?.['intent'], fields(4)?.['intent']]).toEqual(['answer', 'unanswer', 'answer'])
})
