import { expect, test } from 'vitest'
import { Gathered } from './gathered.ts'

/** Reads whose end the test decides. */
function reads(most?: number) {
  const asked: number[][] = []
  const ends: ((error?: Error) => void)[] = []
  const gathered = new Gathered<number, string>((keys) => {
    asked.push(keys)
    return new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve(new Map(keys.filter((k) => k >= 0).map((k) => [k, `of ${k}`]))))))
  }, most)
  return { asked, ends, gathered }
}

test('what is asked for in one turn goes together, each key once, and each gets its own', async () => {
  const { asked, ends, gathered } = reads()
  const answers = [1, 2, 1, -1].map((key) => gathered.read(key))
  await expect.poll(() => asked).toEqual([[1, 2, -1]])
  ends[0]!()
  expect(await Promise.all(answers)).toEqual(['of 1', 'of 2', 'of 1', undefined])
  expect(gathered.isIdle).toBe(true)
})

test('while two reads are under way the others gather, and none gets an answer from before it asked', async () => {
  const { asked, ends, gathered } = reads()
  const first = gathered.read(1)
  await expect.poll(() => asked.length).toBe(1)
  const second = gathered.read(1)
  await expect.poll(() => asked.length).toBe(2)
  const later = [1, 2, 3].map((key) => gathered.read(key))
  ends[1]!()
  expect(await second).toBe('of 1')
  await expect.poll(() => asked).toEqual([[1], [1], [1, 2, 3]])
  ends[0]!()
  ends[2]!()
  expect(await Promise.all([first, ...later])).toEqual(['of 1', 'of 1', 'of 2', 'of 3'])
})

test('too many for one read go in the next, and a failed read fails its own alone', async () => {
  const { asked, ends, gathered } = reads(2)
  const answers = [1, 2, 3].map((key) => gathered.read(key))
  const all = Promise.allSettled(answers)
  await expect.poll(() => asked).toEqual([[1, 2], [3]])
  ends[0]!(new Error('gone'))
  ends[1]!()
  expect((await all).map((a) => a.status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  const again = gathered.read(1)
  await expect.poll(() => asked.length).toBe(3)
  ends[2]!()
  expect(await again).toBe('of 1')
})
