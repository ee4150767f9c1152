import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

test.each([
  ['蓄電池の寿命', ['蓄電池', '寿命']],
  ['再生可能エネルギー', ['再生可能エネルギー']],
  ['小水力発電が大事だと思います', ['小水力発電', '大事']],
  ['まち、絆　はし', ['まち', '絆', 'はし']],
  ['ＡＩ活用、ai活用', ['AI', '活用']],
  ['人と人のつながり', ['人', 'つながり']],
  ['です。の、2025', []],
  ['', []],
  ['😀 <b>太陽</b>', ['b', '太陽']],
] as const)('%s: what a reader would underline', (text, words) => expect(wordsOf(text, 10)).toEqual(words))

test('no more than the poll takes', () => expect(wordsOf('春、夏、秋、冬', 3)).toEqual(['春', '夏', '秋']))
