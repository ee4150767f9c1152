import { expect, test } from 'vitest'
import { matchName } from './people.ts'

test.each([
  ['@', ''], ['@と', 'と'], ['ありがとうございます。@遠刈', '遠刈'], ['こんにちは＠とお', 'とお'], ['「@𠮷', '𠮷'], ['a @b', 'b'], ['@a@b', null], ['name@example', null], ['n.a_m+e-1@x', null],
  ['@遠 ', null], ['@遠　', null], ['遠刈野', null], ['', null], [`@${'あ'.repeat(21)}`, null],
])('%j is a name being typed: %j', (before, query) => {
  expect(matchName(before)?.query ?? null).toBe(query)
})
