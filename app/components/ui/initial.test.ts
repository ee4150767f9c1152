import { expect, test } from 'vitest'
import { avatarColour, initialByHand, initialOf } from './initial.ts'

const names = [
  ['浜岸 遥香', '浜'], ['𠮷廣 蒼太', '𠮷'], ['葛󠄀城 実', '葛󠄀'], ['髙瀬川 直人', '髙'], ['グエン ティ ラン', 'グ'], ['が', 'が'], ['か\u3099ま', 'か\u3099'],
  ['👩‍🌾農家', '👩‍🌾'], ['👍🏽いいね', '👍🏽'], ['Anderson', 'A'], ['  名取沢', '名'], ['', ''],
] as const

test.each(names)('%s → %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial)
})

test.each(names)('%s → %s, also in browsers without Intl.Segmenter', (name, initial) => {
  expect(initialByHand(name)).toBe(initial)
})

test('a colour is steady, and all eight are used about equally', () => {
  expect(avatarColour('0198c1f0-1111-7000-8000-000000000001')).toBe(avatarColour('0198c1f0-1111-7000-8000-000000000001'))
  const counts = new Map<number, number>()
  for (let i = 0; i < 8000; i++) {
    const colour = avatarColour(`0198c1f0-1111-7000-8000-${String(i).padStart(12, '0')}`)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  for (const [colour, n] of counts) expect(n, `colour ${colour}`).toBeGreaterThan(800)
})
