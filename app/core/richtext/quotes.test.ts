import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDoc } from './check-doc.server.ts'
import { docFromText } from './doc-from-text.ts'
import { fillQuotes, sourcesIn, withoutQuoted } from './fill-quotes.ts'
import { findQuote, paragraphsIn } from './find-quote.server.ts'
import type { DocNode } from './limits.ts'
import { markdownOf, writeMarkdown } from './markdown.server.ts'
import { plainText } from './plain-text.ts'
import { linesOfQuote, quoteOf, shortened } from './quotes.ts'
import { readText, richTextOf } from './read-text.server.ts'
import { mentionedIn, namedIn } from './render-doc.server.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const other = '018f0000-0000-7000-8000-000000000002'
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
const text = (t: string) => ({ type: 'text', text: t })
const mention = { type: 'mention', attrs: { id: other } }
const docOf = (...content: unknown[]) => ({ type: 'doc', content }) as DocNode
const nameOf = () => '名取沢 真由'
const find = (source: DocNode, ...said: string[]) => findQuote(source, quoteOf({ post: id }, said), nameOf)

const source = docOf(
  { type: 'heading', attrs: { level: 2 }, content: [text('朝の ひととき')] },
  p(text('9時に「行って'), { type: 'text', text: 'きます', marks: [{ type: 'bold' }] }, text('」と言う。'), { type: 'hardBreak' }, mention, text(' さんも')),
  { type: 'quote', attrs: { post: other }, content: [p(text('誰かの言葉'))] },
  { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('一つめ'))] }, { type: 'listItem', content: [p(text('二つめ'))] }] },
  { type: 'codeBlock', content: [text('a = 1\nb = 2')] },
)

test('what a post says is found in it whatever the spaces between, and comes back as it stands there', () => {
  expect(find(source, '朝のひととき')).toEqual([p(text('朝の ひととき'))])
  expect(find(source, 'と言う。\n@名取沢　真由 さん')).toEqual([p(text('と言う。'), { type: 'hardBreak' }, mention, text(' さん'))])
  expect(find(source, 'さんも', '一つめ', '二つ')).toEqual([p(text('さんも')), p(text('一つめ')), p(text('二つ'))])
  expect(find(source, 'a = 1 b = 2')).toEqual([p(text('a = 1'), { type: 'hardBreak' }, text('b = 2'))])
})

test.each([['朝の夕べ'], ['誰かの言葉'], ['一つめ', '一つめ'], ['二つめ', '一つめ'], ['一つめ', 'a = 1'], [''], ['   ']])('what a post does not say is not found: %s', (...said) => {
  expect(find(source, ...said)).toBeNull()
})

test('any stretch of a text is found, and any that is not in it is not', () => {
  const words = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom('あ', 'い', '。', ' ', '\n', '𠮷', 'a') })
  fc.assert(fc.property(words, fc.nat(), fc.nat(), (said, a, b) => {
    const of = docOf(p(text(said)))
    const chars = [...said]
    const from = a % chars.length
    const part = chars.slice(from, from + 1 + (b % (chars.length - from))).join('')
    const found = find(of, ...part.split('\n'))
    if (part.trim() === '') expect(found).toBeNull()
    else expect(plainText(docOf(...(found ?? []))).replace(/\s/g, '')).toBe(part.replace(/\s/g, ''))
    expect(find(of, `${part}ん`)).toBeNull()
  }), { numRuns: 300, seed: 20251120 })
})

test('the words of others are in no excerpt, call nobody, and name nobody until their source was looked up', () => {
  const quoting = docOf({ type: 'quote', attrs: { post: id }, content: [p(text('引いた<b>言葉 '), mention)] }, p(text('私の言葉')))
  const { text: plain, html, mentions } = richTextOf(quoting)
  expect([plain, mentions, mentionedIn(quoting), namedIn(quoting)]).toEqual(['私の言葉', [], [], [other]])
  expect(html).toBe(`<blockquote class="q" data-quote="${id}"><p>引いた&lt;b&gt;言葉 <span data-mention="${other}"></span></p></blockquote><p>私の言葉</p>`)
  expect(readText({ doc: JSON.stringify(quoting) }).html).not.toContain('data-quote')
  expect(sourcesIn([html])).toEqual([id])
  expect(withoutQuoted(html)).toBe('<p>私の言葉</p>')
  const filled = (isShown: boolean) => fillQuotes(html, new Map([[id, { label: '"><script>さん・#2', href: '/topics/t?from=1#post-2', isShown }]]), '—')
  expect(filled(true)).toBe(`<blockquote class="q" data-quote="${id}"><a class="q-by" href="/topics/t?from=1#post-2">&quot;&gt;&lt;script&gt;さん・#2</a><p>引いた&lt;b&gt;言葉 <span data-mention="${other}"></span></p></blockquote><p>私の言葉</p>`)
  expect(filled(false)).not.toContain('引いた')
  expect(fillQuotes(html, new Map(), 'なくなりました')).toContain('<span class="q-by">なくなりました</span></blockquote>')
})

test('as Markdown it says who and where, and nothing of a post that is gone', () => {
  const quoting = docOf({ type: 'quote', attrs: { post: id }, content: [p(text('引いた言葉'))] })
  const md = (isShown: boolean) => writeMarkdown(markdownOf(quoting, { of: nameOf, base: 'https://x.example', image: '', source: () => ({ label: '浜岸 遥香さん・#2', href: '/topics/t?from=1#post-2', isShown }) }))
  expect(md(true)).toBe('> [浜岸 遥香さん・#2](https://x.example/topics/t?from=1#post-2)\n>\n> 引いた言葉\n')
  expect(md(false)).not.toContain('引いた')
})

test('in a plain text field it reads as mails do, and is read back', () => {
  const quote = quoteOf({ topic: id, no: 12, name: '浜岸 遥香さん' }, ['一行目\n二行目', '> 次の段落'])
  const written = plainText(docOf(p(text('まえ')), quote, p(text('あと'))), { quoted: linesOfQuote })
  expect(written).toBe(`まえ\n\n> 浜岸 遥香さん /topics/${id}/posts/12\n> 一行目\n> 二行目\n>\n> > 次の段落\n\nあと`)
  expect(docFromText(written)).toEqual(docOf(p(text('まえ')), quote, p(text('あと'))))
  expect(docFromText(`${written.split('\n\n')[1]}\nすぐ下の返事`).content?.map((node) => node.type)).toEqual(['quote', 'paragraph'])
  expect(docFromText('> https://x.example/topics/018f0000-0000-7000-8000-000000000001/posts/1').content?.[0]?.type).toBe('paragraph')
  expect(docFromText('> ただの記号').content).toEqual([p(text('> ただの記号'))])
})

test.each([
  ['no source', { content: [p(text('x'))] }], ['a source that is no id', { attrs: { post: '"><' }, content: [p(text('x'))] }], ['a topic without a number', { attrs: { topic: id }, content: [p(text('x'))] }],
  ['no paragraph', { attrs: { post: id } }], ['a quote in a quote', { attrs: { post: id }, content: [{ type: 'quote', attrs: { post: id }, content: [p(text('x'))] }] }],
  ['an image in it', { attrs: { post: id }, content: [{ type: 'image', attrs: { id, alt: '', width: 1, height: 1 } }] }], ['an attribute of its own', { attrs: { post: id, href: 'x' }, content: [p(text('x'))] }],
])('refused: %s', (_, quote) => {
  expect(() => checkDoc(JSON.stringify(docOf({ type: 'quote', ...quote }, p(text('y')))))).toThrow()
})

test('a name that came with a quote is not kept; a quote alone is no text; ten of them are enough', () => {
  const quote = { type: 'quote', attrs: { topic: id, no: 2, name: '県知事' }, content: [p(text('x'))] }
  expect(checkDoc(JSON.stringify(docOf(quote, p(text('y'))))).content?.[0]?.attrs).toEqual({ topic: id, no: 2 })
  expect(() => readText({ doc: JSON.stringify(docOf(quote)) })).toThrow(expect.objectContaining({ fields: { text: 'editor.quote_alone' } }))
  expect(() => readText({ doc: JSON.stringify(docOf(...Array.from({ length: 11 }, () => quote), p(text('y')))) })).toThrow(expect.objectContaining({ fields: { text: 'form.too_long' } }))
})

test('a whole post is cut at a paragraph, a long paragraph at a sentence, and nothing is added', () => {
  expect(shortened(['ああ', 'いい', 'うう'], 5)).toEqual(['ああ', 'いい'])
  expect(shortened(['一文目。二文目。三文目がとても長い', 'あと'], 10)).toEqual(['一文目。二文目。'])
  expect(shortened(['𠮷'.repeat(20)], 5)).toEqual(['𠮷'.repeat(5)])
  expect([shortened([], 5), paragraphsIn(source, nameOf)[0]]).toEqual([[], '朝の ひととき'])
})
