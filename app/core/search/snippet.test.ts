import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldForSearch } from './fold.ts'
import { parseQuery } from './query.ts'
import { foldWithPlaces, markAll, snippet } from './snippet.ts'
import { capitals, kanjiVariants } from './variants.ts'

const shown = (segments: { text: string; hit: boolean }[]) => segments.map((s) => (s.hit ? `[${s.text}]` : s.text)).join('')
const marked = (text: string, q: string) => shown(markAll(text, parseQuery(q)))

test.each([
  ['髙瀬川さんの橋', '高瀬川', '[髙瀬川]さんの橋'],
  ['葛󠄀城野の話', '葛城', '[葛󠄀城]野の話'],
  ['ｶﾑﾊﾞｯｸ採用', 'カムバック', '[ｶﾑﾊﾞｯｸ]採用'],
  ['カムバック採用', 'ｶﾑﾊﾞｯｸ', '[カムバック]採用'],
  ['𠮷廣の畑', '吉広', '[𠮷廣]の畑'],
  ['ＤＸ推進とDX推進', 'dx推進', '[ＤＸ推進]と[DX推進]'],
  ['か\u3099くせい', 'がくせい', '[か\u3099くせい]'],
  ['㈱みやぎ', '株', '[㈱]みやぎ'],
  ['３〜５人', '3~5', '[３〜５]人'],
  ['育児　と  介護', '"育児 と 介護"', '[育児　と  介護]'],
  ['👍🏽いいね', 'いいね', '👍🏽[いいね]'],
  ['育児と育児休業', '育児 育児休業', '[育児]と[育児休業]'],
])('in %s, %s is marked', (text, q, expected) => {
  expect(marked(text, q)).toBe(expected)
})

test('a snippet stands around its hit, and no character is cut', () => {
  const text = `${'𠮷野家の👨‍👩‍👧の話。'.repeat(40)}ここで育児の話。${'葛󠄀城で待つ。'.repeat(40)}`
  const found = snippet(text, parseQuery('育児'))
  expect(shown(found)).toMatch(/^….{10,60}\[育児\].*…$/u)
  expect(found.map((s) => s.text).join('')).not.toMatch(/^…[\u{e0100}-\u{e01ef}\u200d]|\p{Surrogate}/u)
  expect(shown(snippet('短い話', parseQuery('ない')))).toBe('短い話')
  expect(shown(snippet(`${'あ'.repeat(9_000)}育児`, parseQuery('育児')))).toMatch(/^…あ+\[育児\]$/)
})

const letters = fc.oneof(fc.constantFrom('髙', '﨑', '𠮷', '葛󠄀', 'ｶ', 'ﾞ', 'ハ', '\u3099', '\u200d', '　', ' ', '\n', 'Ⅲ', '㈱', 'Å', '〜', 'ー', '-', '々', '😊', 'ﬃ', '가', 'ᄀ', 'ᅡ', 'ᆨ', 'İ', 'A'), fc.string({ unit: 'grapheme', maxLength: 2 }))
const texts = fc.array(letters, { maxLength: 30 }).map((l) => l.join(''))

test('folding letter by letter is folding the whole, and the pieces are the text', () => {
  fc.assert(fc.property(texts, fc.nat(20), fc.integer({ min: 1, max: 4 }), (text, at, length) => {
    expect(foldWithPlaces(text).text).toBe(foldForSearch(text))
    const word = [...text].slice(at, at + length).join('')
    const segments = markAll(text, parseQuery(word))
    expect(segments.map((s) => s.text).join('')).toBe(text)
  }), { numRuns: 2_000, seed: 20251120 })
})

test('the table folds in one step', () => {
  for (const table of [kanjiVariants, capitals]) for (const to of table.values()) expect(table.has(to)).toBe(false)
  for (const from of kanjiVariants.keys()) expect(from.normalize('NFKC')).toBe(from)
})

test('queries: words, phrases, what must not be there', () => {
  const words = (q: string) => {
    const { all, none } = parseQuery(q)
    return [all.map((t) => t.folded), none.map((t) => t.folded)]
  }
  expect(words('育児　在宅 育児')).toEqual([['育児', '在宅'], []])
  expect(words('"在宅 勤務" -介護 －ｶｲｺﾞ')).toEqual([['在宅 勤務'], ['介護', 'かいご']])
  expect(words('“開いた引用')).toEqual([['開いた引用'], []])
  expect(words(' - "" ')).toEqual([['ー'], []])
  expect(parseQuery('あ '.repeat(500)).all).toHaveLength(1)
  expect(parseQuery(Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ')).all).toHaveLength(8)
})
