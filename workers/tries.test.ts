import { expect, test } from 'vitest'
import { conflict, DomainError, forbidden, invalid, notFound } from '../app/core/errors.ts'
import { BadJob, backoffStrategy, describeError, isHopeless } from './tries.ts'

test('waits grow, spread, and end at a quarter of an hour and its half', () => {
  for (let made = 1; made < 40; made++) {
    const base = Math.min(900_000, 1_000 * 2 ** (made - 1))
    for (let i = 0; i < 20; i++) {
      expect(backoffStrategy(made)).toBeGreaterThanOrEqual(base)
      expect(backoffStrategy(made)).toBeLessThanOrEqual(base * 1.5)
    }
  }
  expect(new Set(Array.from({ length: 50 }, () => backoffStrategy(5))).size).toBeGreaterThan(10)
})

test('what will be no better is not tried again', () => {
  for (const error of [notFound(), forbidden(), invalid({}), new BadJob('x')]) expect(isHopeless(error)).toBe(true)
  for (const error of [conflict(), new DomainError('unavailable'), new DomainError('too_many'), new Error('x'), 'x']) expect(isHopeless(error)).toBe(false)
})

test('a kept error holds nothing private', () => {
  const prisma = new Error('\nInvalid `tx.mail.create()` invocation in\n/x.ts:1:1\n\n  data: { to: "haruka@example.com" }\n\nUnique constraint failed on the fields: (`dedupe_key`)')
  expect(describeError(prisma)).toBe('Error: Unique constraint failed on the fields: (`dedupe_key`)')
  expect(describeError(new Error('550 haruka@example.com said "配慮事項"'))).toBe('Error: 550 … said …')
  expect(describeError('haruka@example.com')).toBe('failed')
  expect(describeError(new Error('x'.repeat(1000)))).toHaveLength(300)
})
