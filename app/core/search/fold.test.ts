import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDb } from '../../../prisma/testing/index.ts'
import { foldForSearch } from './fold.ts'

const inSql = async (texts: string[]): Promise<string[]> =>
  (await testDb().$queryRaw<{ f: string }[]>`select search_fold(t) as f from unnest(${texts}::text[]) with ordinality u(t, i) order by i`).map((r) => r.f)

test('PostgreSQL folds every character as we do', async () => {
  const all: string[] = []
  for (let code = 1; code <= 0x3ffff; code++) {
    const c = String.fromCodePoint(code)
    if (/\p{Assigned}/u.test(c) && !/\p{Surrogate}|\p{Private_Use}/u.test(c)) all.push(c)
  }
  const folded = await inSql(all)
  // A younger Unicode on either side knows characters that the other has yet to learn.
  const known = await testDb().$queryRaw<{ is: boolean }[]>`select unicode_assigned(t) as is from unnest(${all}::text[]) with ordinality u(t, i) order by i`
  const differing = all.filter((c, i) => known[i]?.is && folded[i] !== foldForSearch(c)).map((c) => `U+${c.codePointAt(0)?.toString(16)} ${c}`)
  expect(differing).toEqual([])
})

test('and every text', async () => {
  const letters = fc.oneof(fc.constantFrom('髙', '𠮷', '葛󠄀', 'ｶﾞ', 'ハ', '゙', '\u3099', '\u200d', '　', '  ', '\n', '\r\n', '〜', '～', 'ー', '-', 'É', 'Σ', 'İ'), fc.string({ unit: 'grapheme', maxLength: 3 }))
  const texts = fc.sample(fc.array(letters, { maxLength: 20 }).map((l) => l.join('').replaceAll('\u0000', '')), { numRuns: 2_000, seed: 20251120 })
  expect(await inSql(texts)).toEqual(texts.map(foldForSearch))
})
