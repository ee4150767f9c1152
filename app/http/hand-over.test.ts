import fc from 'fast-check'
import { decode } from 'turbo-stream'
import { expect, test } from 'vitest'
import { encodePlain } from './hand-over.ts'

const read = async (line: string): Promise<unknown> => (await decode(new Blob([line]).stream() as never)).value

test('the browser reads what was handed over', async () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: true }))
  const { value } = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value')), fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('value'), { noNullPrototype: true })) }))
  await fc.assert(fc.asyncProperty(value, async (v) => {
    expect(await read(encodePlain(v) ?? '')).toEqual(v)
  }), { numRuns: 50 })
})

test('a value that stands twice is written once', () => {
  const author = { name: '佐藤 花子' }
  expect(encodePlain({ a: author, b: author, c: '佐藤 花子' })?.match(/佐藤/g)).toHaveLength(1)
})

test.each([['a promise', Promise.resolve(1)], ['a map', new Map()], ['an error', new Error('no')], ['a function', () => 1], ['a big number', 1n], ['an object of a class', new URL('http://localhost')]])('%s is left to turbo-stream', (_, value) => {
  expect(encodePlain({ value })).toBeNull()
})
