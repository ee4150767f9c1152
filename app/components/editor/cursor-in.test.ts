import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { docFromText } from '../../core/richtext/doc-from-text.ts'
import { richTextExtensions } from '../../core/richtext/extensions.ts'
import { cursorIn } from './cursor-in.ts'

const schema = getSchema(richTextExtensions())
/** What would be typed at the cursor, in the document, with line ends as they stand there. */
function typedAt(marked: string): string {
  const at = marked.indexOf('|')
  const text = marked.replace('|', '')
  const doc = schema.nodeFromJSON(docFromText(text))
  const { from } = cursorIn(doc, { text, at })
  return `${doc.textBetween(0, from, '\n\n', '\n')}|${doc.textBetween(from, doc.content.size, '\n\n', '\n')}`
}

test.each([
  ['|いろは', '|いろは'], ['いろ|は', 'いろ|は'], ['いろは|', 'いろは|'], ['いろ は |に', 'いろ は |に'], ['いろ|\nはに', 'いろ|\nはに'], ['いろ\n|はに', 'いろ\n|はに'],
  ['一つ\n\n二|つ', '一つ\n\n二|つ'], ['https://example.jp/ を|見て', 'https://example.jp/ を|見て'], ['いろは |', 'いろは |'],
])('%j keeps its cursor', (marked, typed) => {
  expect(typedAt(marked)).toBe(typed)
})

test('no letter changes its side, whatever was typed', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('あ', 'b', ' ', '\n', '　'), minLength: 1, maxLength: 30 }), fc.nat(30), (text, n) => {
    fc.pre(text.trim() !== '')
    const at = Math.min(n, text.length)
    const [before = ''] = typedAt(`${text.slice(0, at)}|${text.slice(at)}`).split('|')
    expect(before.replace(/\s/g, '')).toBe(text.slice(0, at).replace(/\s/g, ''))
  }))
})

test('a document that says something else is gone on with at its end', () => {
  const doc = schema.nodeFromJSON(docFromText('別の文です'))
  expect(cursorIn(doc, { text: 'いろは', at: 1 }).from).toBe(6)
})
