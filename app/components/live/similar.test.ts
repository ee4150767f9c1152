import { expect, test } from 'vitest'
import { allAlike, likeness, mostAlike } from './similar.ts'

const asked = ['県内で蓄電池の補助を使った事例はありますか', '小さな町でも始められる規模はどれくらいですか', '古い庁舎の屋根にも載せられますか'].map((text) => ({ text }))

test('the question that says nearly the same is found, and none where none does', () => {
  expect(mostAlike('蓄電池の補助の事例を知りたいです', asked)?.text).toBe(asked[0]!.text)
  expect(mostAlike('小さな町でも始められますか', asked)?.text).toBe(asked[1]!.text)
  expect(mostAlike('学生に勧めるなら、まず何を学ぶとよいですか', asked)).toBeUndefined()
})

test('likeness does not mind width, spaces and marks, and is 0 for nothing', () => {
  expect(likeness('ＥＶの電池は？', 'EVの 電池は')).toBe(1)
  expect(likeness('', '')).toBe(0)
})

test('of several that are alike the most alike come first, so many', () => {
  const others = [...asked, { text: '県内の蓄電池の補助' }, { text: '県内で蓄電池の補助を使った例' }]
  expect(allAlike('県内で蓄電池の補助を使った事例はありますか', others, 2).map((q) => q.text)).toEqual([asked[0]!.text, '県内で蓄電池の補助を使った例'])
  expect(allAlike('学生に勧めるなら', others, 2)).toEqual([])
})
