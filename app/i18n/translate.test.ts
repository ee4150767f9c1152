import { expect, test } from 'vitest'
import { createT } from './translate.ts'

const ja = { boards: { title: '掲示板', by: '{{name}}さん', twice: '{{a}}と{{b}}と{{a}}', unread_other: '{{count}}件の未読' } } as const
const en = { boards: { title: 'Boards', by: '{{name}}', twice: '{{a}}, {{b}}, {{a}}', unread_one: '{{count}} post', unread_other: '{{count}} posts' } }
const j = createT<typeof ja>('ja', ja)
const e = createT<typeof ja>('en', en)

test('texts and values', () => {
  expect(j('boards.title')).toBe('掲示板')
  expect(j('boards.by', { name: '𠮷廣 蒼太' })).toBe('𠮷廣 蒼太さん')
  expect(j('boards.twice', { a: 1, b: 2 })).toBe('1と2と1')
})

test('values are put in as they are: neither escaped nor read as texts', () => {
  expect(j('boards.by', { name: '<b>&$&{{name}}' })).toBe('<b>&$&{{name}}さん')
})

test('plurals: Japanese has one form, English two; counts carry thousands separators', () => {
  expect([0, 1, 2, 1234].map((count) => j('boards.unread', { count }))).toEqual(['0件の未読', '1件の未読', '2件の未読', '1,234件の未読'])
  expect([0, 1, 2, 1234].map((count) => e('boards.unread', { count }))).toEqual(['0 posts', '1 post', '2 posts', '1,234 posts'])
})

test('a key known only at run time: its text, or itself', () => {
  expect(j.dynamic('boards.title')).toBe('掲示板')
  expect(j.dynamic('boards.nothing')).toBe('boards.nothing')
  expect(j.dynamic('constructor.name')).toBe('constructor.name')
  expect(j.dynamic('ご自由に')).toBe('ご自由に')
})

test('the compiler refuses unknown keys and missing values', () => {
  // @ts-expect-error no such text
  j('boards.nothing')
  // @ts-expect-error the name is missing
  expect(j('boards.by')).toBe('さん')
  // @ts-expect-error a count is a number
  j('boards.unread', { count: '3' })
})
