import { expect, test } from 'vitest'
import { beyond, unreadOf } from './places.ts'

test('what somebody knows from a merged topic is neither unread nor shown as new', () => {
  expect(unreadOf(10, 4, [])).toBe(6)
  expect(unreadOf(10, 4, [7, 9])).toBe(3)
  expect(unreadOf(10, 8, [7, 9])).toBe(1)
  expect(unreadOf(10, 4, [5, 6, 9, 10])).toBe(2)
  expect(unreadOf(3, 9, [1, 2])).toBe(0)
  expect(beyond(4, [7, 9])).toBe(4)
  expect(beyond(6, [7, 9])).toBe(9)
  expect(beyond(6, [10, 12, 7, 9])).toBe(12)
  expect(beyond(20, [7, 9])).toBe(20)
})
