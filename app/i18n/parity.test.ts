import { expect, test } from 'vitest'
import { allTexts, tFor } from './texts.server.ts'

type Leaves = Record<string, string>
function leaves(texts: object, path = ''): Leaves {
  return Object.assign({}, ...Object.entries(texts).map(([key, value]) => (typeof value === 'string' ? { [path + key]: value } : leaves(value as object, `${path}${key}.`)))) as Leaves
}
const names = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]))].sort()
const japanese = leaves(allTexts.ja)
const english = leaves(allTexts.en)

test('English has every text and no other, beside the singular of each plural', () => {
  const singulars = Object.entries(japanese).filter(([key, text]) => key.endsWith('_other') && text.includes('{{count}}')).map(([key]) => key.replace(/_other$/, '_one'))
  expect(Object.keys(english).sort()).toEqual([...Object.keys(japanese), ...singulars].sort())
})

test('no text is empty', () => {
  for (const [key, text] of Object.entries({ ...japanese, ...english })) expect(text.trim(), key).not.toBe('')
})

test('no Japanese is left in English', () => {
  for (const [key, text] of Object.entries(english)) expect(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}、。「」]/u.test(text), `${key}: ${text}`).toBe(false)
})

test('a text asks for the same values in both languages', () => {
  for (const [key, text] of Object.entries(japanese)) expect(names(english[key]!), key).toEqual(names(text))
})

test('the server speaks both', () => {
  expect(tFor('ja')('nav.boards')).toBe('掲示板')
  expect(tFor('en')('nav.boards')).toBe('Boards')
})
