import { expect, test } from 'vitest'
import { Buckets, BURST, FLOOD, RATE } from './bucket.ts'

const takeMany = (buckets: Buckets, n: number, at: number) => Array.from({ length: n }, () => buckets.take('m', at))

test('40 at once, then 20 a second', () => {
  const buckets = new Buckets()
  expect(takeMany(buckets, BURST + 1, 0)).toEqual([...Array<string>(BURST).fill('taken'), 'empty'])
  expect(takeMany(buckets, RATE + 1, 1000)).toEqual([...Array<string>(RATE).fill('taken'), 'empty'])
})

test('each member has a bucket of their own', () => {
  const buckets = new Buckets()
  takeMany(buckets, BURST, 0)
  expect(buckets.take('other', 0)).toBe('taken')
})

test('who goes on and on is cut; who only now and then sends too much is not', () => {
  const buckets = new Buckets()
  expect(takeMany(buckets, BURST + FLOOD + 1, 0).at(-1)).toBe('flood')
  const patient = new Buckets()
  for (let minute = 0; minute < 10; minute++) expect(takeMany(patient, BURST + 100, minute * 60_000)).not.toContain('flood')
})

test('full buckets are forgotten', () => {
  const buckets = new Buckets()
  buckets.take('m', 0)
  buckets.sweep(5_000)
  expect(buckets.size).toBe(1)
  buckets.sweep(11_000)
  expect(buckets.size).toBe(0)
})
