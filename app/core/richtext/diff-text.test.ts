import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffText } from './diff-text.server.ts'

test('words are compared as Japanese has them', () => {
  expect(diffText('朝は六時に起きて、散歩をします。', '朝は七時に起きて、散歩をします。')).toEqual([
    { kind: 'same', text: '朝は' }, { kind: 'removed', text: '六' }, { kind: 'added', text: '七' }, { kind: 'same', text: '時に起きて、散歩をします。' },
  ])
})

test('what is not added is the text before, what is not removed the text after', () => {
  const text = fc.array(fc.constantFrom('朝', 'は', '六時', 'カタカナ', '、', '\n', ' ', 'word', '𠮷', 'が'), { maxLength: 60 }).map((words) => words.join(''))
  fc.assert(fc.property(text, text, (before, after) => {
    const parts = diffText(before, after, false)
    expect([parts.filter((p) => p.kind !== 'added').map((p) => p.text).join(''), parts.filter((p) => p.kind !== 'removed').map((p) => p.text).join('')]).toEqual([before, after])
  }), { numRuns: 200, seed: 20251120 })
})

test('another text altogether is shown whole, and quickly, however long', () => {
  const [a, b] = [Array.from({ length: 9_000 }, (_, i) => `${i}あ`).join('、\n'), Array.from({ length: 9_000 }, (_, i) => `い${i * 7}`).join('。\n')]
  expect(diffText(a, b).map((p) => [p.kind, p.text.length])).toEqual([['removed', a.length], ['added', b.length]])
})

test('long stretches that stayed are clipped around the change', () => {
  const long = '変わらない文章です。'.repeat(40)
  const [head, , , tail] = diffText(`${long}六時${long}`, `${long}七時${long}`)
  expect([head!.text.startsWith(' … '), tail!.text.endsWith(' … '), head!.text.length < 70, tail!.text.length < 70]).toEqual([true, true, true, true])
})
