import { expect, test } from 'vitest'
import { hidePostInput, replyInput, startTopicInput } from './schema.ts'

const ids = { commandId: '018f0000-0000-4000-8000-000000000001', topicId: '018f0000-0000-7000-8000-000000000002' }
const title = (t: string) => startTopicInput.safeParse({ commandId: ids.commandId, board: 'hello', title: t, text: 'x' })

test('a title is one line of up to 80 characters as people count them', () => {
  expect(title(' 葛󠄀\n城\u0000野 ').data?.title).toBe('葛󠄀 城 野')
  expect(title('葛󠄀'.repeat(80)).success).toBe(true)
  expect(title('葛󠄀'.repeat(81)).error?.issues[0]?.message).toBe('boards.title_too_long')
  expect(title(' 　\n').error?.issues[0]?.message).toBe('boards.title_required')
})

test('foreign fields and foreign ids are refused', () => {
  expect(replyInput.safeParse({ ...ids, text: 'x' }).success).toBe(true)
  expect(replyInput.safeParse({ ...ids, text: 'x', authorId: ids.topicId }).success).toBe(false)
  expect(replyInput.safeParse({ ...ids, topicId: "1' or 1=1", text: 'x' }).success).toBe(false)
  expect(replyInput.safeParse({ ...ids, commandId: '1', text: 'x' }).success).toBe(false)
  expect(replyInput.safeParse({ ...ids, text: { not: '' } }).success).toBe(false)
  expect(hidePostInput.safeParse({ ...ids, no: '1e400', reason: 'x' }).success).toBe(false)
})
