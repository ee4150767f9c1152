import { expect, test } from 'vitest'
import { Coalesced } from './coalesced.ts'

/** A read whose end the test decides. */
function reads() {
  const ends: ((value: number | Error) => void)[] = []
  const read = () => new Promise<number>((resolve, reject) => ends.push((value) => (typeof value === 'number' ? resolve(value) : reject(value))))
  return { ends, read }
}

test('those who ask while a read runs share the next one, none the one that began before them', async () => {
  const shared = new Coalesced<number>()
  const { ends, read } = reads()
  const first = shared.read('k', read)
  const later = [shared.read('k', read), shared.read('k', read), shared.read('k', read)]
  expect(ends).toHaveLength(1)
  ends[0]!(1)
  expect(await first).toBe(1)
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!(2)
  expect(await Promise.all(later)).toEqual([2, 2, 2])
  expect(ends).toHaveLength(2)
})

test('a failed read fails its own and not the next', async () => {
  const shared = new Coalesced<number>()
  const { ends, read } = reads()
  const first = shared.read('k', read)
  const second = shared.read('k', read)
  ends[0]!(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!(5)
  expect(await second).toBe(5)
})

test('keys are apart, and a key that is done starts anew', async () => {
  const shared = new Coalesced<number>()
  expect(await Promise.all([shared.read('a', async () => 1), shared.read('b', async () => 2)])).toEqual([1, 2])
  expect(await shared.read('a', async () => 3)).toBe(3)
})
