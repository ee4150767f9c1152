import { expect, test } from 'vitest'
import { isFound } from './use-filter.ts'

const question = { id: 'a', text: 'ＬＥＤの補助は', asker: { id: null, name: 'カワセミ' }, labels: ['money'], answer: { text: '町の窓口へ', by: '蔵守', at: '2025-11-20T10:00:00.000Z' } }
const all = { words: '', label: '', isOwn: false }

test.each([[{}, true], [{ words: ' led ' }, true], [{ words: '窓口' }, true], [{ words: 'カワセミ' }, true], [{ words: '蔵守' }, false], [{ label: 'money' }, true], [{ label: 'other' }, false], [{ isOwn: true }, false]])('%j: %s', (look, is) => expect(isFound(question, { ...all, ...look }, new Set())).toBe(is))

test('one of one’s own, without labels or a name', () => expect(isFound({ id: 'b', text: '水力は', asker: null }, { ...all, isOwn: true }, new Set(['b']))).toBe(true))
