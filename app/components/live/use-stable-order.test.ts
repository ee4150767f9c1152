import { expect, test } from 'vitest'
import { isOutOfOrder, type Orderable } from './use-stable-order.ts'

const question = (id: string, votes: number, status = 'approved'): Orderable => ({ id, votes, status, askedAt: `2025-11-20T10:0${id}:00.000Z`, answeredAt: status === 'answered_live' ? '2025-11-20T11:00:00.000Z' : null })

test('a list asks to be put in order only when that would move something', () => {
  expect(isOutOfOrder([question('1', 3), question('2', 2)], 'popular')).toBe(false)
  expect(isOutOfOrder([question('1', 3), question('2', 4)], 'popular')).toBe(true)
  // What is being answered stands large elsewhere; what was answered goes below, and out of the questions without an answer.
  expect(isOutOfOrder([question('1', 1, 'answering'), question('2', 4)], 'popular')).toBe(false)
  expect(isOutOfOrder([question('1', 9, 'answered_live'), question('2', 4)], 'popular')).toBe(true)
  expect(isOutOfOrder([question('2', 4), question('1', 9, 'answered_live')], 'unanswered')).toBe(true)
  // A new one is at the top of the newest and at the end of what people want.
  expect(isOutOfOrder([question('1', 0), question('2', 0)], 'recent')).toBe(true)
  expect(isOutOfOrder([question('1', 1), question('2', 0)], 'popular')).toBe(false)
})
