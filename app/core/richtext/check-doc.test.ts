import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDomainError } from '../errors.ts'
import { checkDoc } from './check-doc.server.ts'
import { MAX_DOC_BYTES, type DocNode } from './limits.ts'
import { plainText } from './plain-text.ts'
import { renderDoc } from './render-doc.server.ts'
import { readText } from './read-text.server.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const text = (t: string, marks?: unknown[]) => ({ type: 'text', text: t, ...(marks ? { marks } : {}) })
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
const doc = (...content: unknown[]) => JSON.stringify({ type: 'doc', content })
const link = (href: unknown, more: object = {}) => doc(p(text('ここ', [{ type: 'link', attrs: { href, ...more } }])))

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'accepted'
  } catch (error) {
    return isDomainError(error) ? error.code : `threw ${String(error)}`
  }
}

test('everything the editor offers passes and is rendered by our table', () => {
  const given = doc(
    { type: 'heading', attrs: { level: 2 }, content: [text('見出し')] },
    p(text('太字', [{ type: 'bold' }]), { type: 'hardBreak' }, { type: 'mention', attrs: { id, label: '花子<b>', mentionSuggestionChar: '@' } }, text(' <i>&')),
    { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('一'))] }] },
    { type: 'orderedList', attrs: { start: 3, type: null }, content: [{ type: 'listItem', content: [p(text('三'))] }] },
    { type: 'blockquote', content: [p(text('引用'))] },
    { type: 'codeBlock', attrs: { language: '"><script>' }, content: [text('</script>')] },
    p(text('県', [{ type: 'link', attrs: { href: 'https://example.jp/?a=1&b="2"', target: '_blank', rel: null, class: 'x', title: null } }])),
  )
  expect(renderDoc(checkDoc(given))).toBe(
    `<h3>見出し</h3><p><strong>太字</strong><br><span data-mention="${id}"></span> &lt;i&gt;&amp;</p><ul><li><p>一</p></li></ul><ol start="3"><li><p>三</p></li></ol>` +
    '<blockquote class="q"><p>引用</p></blockquote><pre><code>&lt;/script&gt;</code></pre><p><a href="https://example.jp/?a=1&amp;b=%222%22" rel="nofollow ugc noopener noreferrer">県</a></p>')
  expect(plainText(checkDoc(given))).toBe('見出し\n太字\n@… <i>&\n・一\n・三\n引用\n</script>\n県')
})

test.each([
  ['not JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['another root', JSON.stringify(p(text('x')))],
  ['an empty document', '{"type":"doc"}'],
  ['text outside a block', doc(text('x'))],
  ['an unknown node', doc({ type: 'iframe', attrs: { src: 'x' } })],
  ['an image from elsewhere', doc({ type: 'image', attrs: { src: 'https://example.com/a.png' } })],
  ['an image with an address', doc({ type: 'image', attrs: { id, alt: '', width: 1, height: 1, src: 'https://example.com/a.png' } })],
  ['an image of no id', doc({ type: 'image', attrs: { id: '"onload="', alt: '', width: 1, height: 1 } })],
  ['an image without alt', doc({ type: 'image', attrs: { id, width: 1, height: 1 } })],
  ['an image of no size', doc({ type: 'image', attrs: { id, alt: '', width: '1"', height: null } })],
  ['an image inside a line', doc(p({ type: 'image', attrs: { id, alt: '', width: 1, height: 1 } }))],
  ['an image with too long a text', doc({ type: 'image', attrs: { id, alt: 'あ'.repeat(201), width: 1, height: 1 } })],
  ['a node named like a method', doc({ type: 'toString' })],
  ['an unknown mark', doc(p(text('x', [{ type: 'italic' }])))],
  ['a mark with foreign attributes', doc(p(text('x', [{ type: 'bold', attrs: { onclick: 'x' } }])))],
  ['a paragraph with style', doc({ type: 'paragraph', attrs: { style: 'position:fixed' }, content: [text('x')] })],
  ['a heading of level 1', doc({ type: 'heading', attrs: { level: 1 }, content: [text('x')] })],
  ['a heading without level', doc({ type: 'heading', content: [text('x')] })],
  ['a list that starts nowhere', doc({ type: 'orderedList', attrs: { start: '1"onload=' }, content: [{ type: 'listItem', content: [p(text('x'))] }] })],
  ['a mention of no id', doc(p({ type: 'mention', attrs: { id: '"><script>' } }))],
  ['__proto__ as a key', '{"type":"doc","__proto__":{"x":1},"content":[]}'],
  ['__proto__ in attributes', '{"type":"doc","content":[{"type":"paragraph","attrs":{"__proto__":{"level":2}}}]}'],
  ['constructor in attributes', '{"type":"doc","content":[{"type":"paragraph","attrs":{"constructor":{"prototype":{}}}}]}'],
  ['NUL', doc(p(text('a\u0000b')))],
  ['half a surrogate pair', doc(p(text('a\ud800b')))],
  ['an empty text', doc(p(text('')))],
  ['text on a paragraph', doc({ type: 'paragraph', text: 'x' })],
  ['a code block with marks', doc({ type: 'codeBlock', content: [text('x', [{ type: 'bold' }])] })],
  ['a list item outside a list', doc({ type: 'listItem', content: [p(text('x'))] })],
  ['a text as content', '{"type":"doc","content":"abc"}'],
  ['the same mark twice', doc(p(text('x', [{ type: 'bold' }, { type: 'bold' }])))],
])('%s is refused', (_, json) => {
  expect(codeOf(() => checkDoc(json))).toBe('invalid')
})

test('empty lines at the ends go, those between stay', () => {
  expect(renderDoc(checkDoc(doc(p(), p(), p(text('一')), p(), p(text('二')), p(), { type: 'paragraph' })))).toBe('<p>一</p><p></p><p>二</p>')
})

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', ' javascript:alert(1)', '\u0001javascript:alert(1)', '\u2000javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://x/y', '/boards', '//evil.example', 'x', '', null, 7, { toString: 'x' }])(
  'a link to %j is refused', (href) => {
    expect(codeOf(() => checkDoc(link(href)))).toBe('invalid')
  })

test('a link is what the URL parser makes of it', () => {
  const [a, b] = [checkDoc(link('HTTPS://EXAMPLE.jp/ い"')), checkDoc(link('mailto:a@example.com'))].map(renderDoc)
  expect(a).toContain('href="https://example.jp/%20%E3%81%84%22"')
  expect(b).toContain('href="mailto:a@example.com"')
  expect(codeOf(() => checkDoc(link('https://example.jp', { onclick: 'x' })))).toBe('invalid')
})

test('size, depth and number of nodes are bounded', () => {
  const nested = (depth: number) => `${'{"type":"blockquote","content":['.repeat(depth)}${JSON.stringify(p(text('x')))}${']}'.repeat(depth)}`
  const deep = (depth: number) => `{"type":"doc","content":[${nested(depth)}]}`
  expect(codeOf(() => checkDoc(deep(17)))).toBe('accepted')
  expect(codeOf(() => checkDoc(deep(18)))).toBe('invalid')
  expect(codeOf(() => checkDoc(deep(2_900)))).toBe('invalid')
  expect(codeOf(() => checkDoc(deep(10_000)))).toBe('invalid')
  expect(codeOf(() => checkDoc('['.repeat(1_000_000)))).toBe('invalid')
  expect(codeOf(() => checkDoc(doc(...Array.from({ length: 999 }, () => p(text('x'))))))).toBe('accepted')
  expect(codeOf(() => checkDoc(doc(...Array.from({ length: 1_000 }, () => p(text('x'))))))).toBe('invalid')
  expect(codeOf(() => checkDoc(doc(p(text('あ'.repeat(MAX_DOC_BYTES / 3))))))).toBe('invalid')
})

const cell = (type: string, content: unknown[], attrs?: object) => ({ type, content, ...(attrs && { attrs }) })
const row = (...cells: unknown[]) => ({ type: 'tableRow', content: cells })
const grid = (rows: number, columns: number) => ({ type: 'table', content: Array.from({ length: rows }, () => row(...Array.from({ length: columns }, () => cell('tableCell', [p(text('x'))])))) })

test('a table keeps its heads, its spans and nothing else; it scrolls by itself and reads row by row', () => {
  const checked = checkDoc(doc({ type: 'table', content: [
    row(cell('tableHeader', [p(text('曜日'))], { colspan: 1, rowspan: 1, colwidth: [120], align: null }), cell('tableHeader', [p(text('<予定>'))])),
    row(cell('tableHeader', [p(text('月'))]), cell('tableCell', [p(text('会議')), p(text('午後'))], { colspan: 1, rowspan: 2, colwidth: null, align: 'center' })),
    row(cell('tableHeader', [p(text('火'))])),
  ] }))
  expect(renderDoc(checked)).toBe('<div class="table-wrap" role="group" aria-label="表" tabindex="0"><table><tbody><tr><th scope="col"><p>曜日</p></th><th scope="col"><p>&lt;予定&gt;</p></th></tr>' +
    '<tr><th scope="row"><p>月</p></th><td rowspan="2"><p>会議</p><p>午後</p></td></tr><tr><th scope="row"><p>火</p></th></tr></tbody></table></div>')
  expect(plainText(checked)).toBe('曜日 | <予定>\n月 | 会議 午後\n火')
  expect(checkDoc(JSON.stringify(checked))).toEqual(checked)
})

test.each([
  ['a table in a table', { type: 'table', content: [row(cell('tableCell', [grid(1, 1)]))] }],
  ['a picture of nothing in a cell', { type: 'table', content: [row(cell('tableCell', [{ type: 'image', attrs: { id, alt: '', width: 1, height: 1 } }]))] }],
  ['a cell outside a row', { type: 'table', content: [cell('tableCell', [p()])] }],
  ['a row outside a table', row(cell('tableCell', [p()]))],
  ['a cell that reaches nowhere', { type: 'table', content: [row(cell('tableCell', [p()], { colspan: '2" onclick="x' }))] }],
  ['a cell that reaches too far', { type: 'table', content: [row(cell('tableCell', [p()], { colspan: 13 }))] }],
  ['a cell with style', { type: 'table', content: [row(cell('tableCell', [p()], { style: 'position:fixed' }))] }],
  ['too many rows', grid(51, 1)],
  ['too many columns', grid(1, 13)],
  ['columns by reaching', { type: 'table', content: [row(cell('tableCell', [p()], { colspan: 7 }), cell('tableCell', [p()], { colspan: 6 }))] }],
])('%s is refused', (_, node) => {
  expect(codeOf(() => checkDoc(doc(node)))).toBe('invalid')
})

const inline = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: fc.string({ minLength: 1, unit: 'grapheme' }).filter((s) => !s.includes('\u0000')) }),
  fc.constant({ type: 'hardBreak' as const }),
  fc.record({ type: fc.constant('mention' as const), attrs: fc.record({ id: fc.uuid() }) }),
)
const paragraph = fc.record({ type: fc.constant('paragraph' as const), content: fc.array(inline, { minLength: 1, maxLength: 4 }) })
const block: fc.Arbitrary<DocNode> = fc.oneof(
  paragraph,
  fc.record({ type: fc.constant('heading' as const), attrs: fc.record({ level: fc.constantFrom(2, 3) }), content: fc.array(inline, { minLength: 1, maxLength: 2 }) }),
  fc.record({ type: fc.constant('blockquote' as const), content: fc.array(paragraph, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('table' as const), content: fc.array(fc.record({ type: fc.constant('tableRow' as const), content: fc.array(fc.record({ type: fc.constantFrom('tableCell' as const, 'tableHeader' as const), content: fc.array(paragraph, { minLength: 1, maxLength: 2 }) }), { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('codeBlock' as const), content: fc.array(fc.record({ type: fc.constant('text' as const), text: fc.string({ minLength: 1, unit: 'grapheme' }).filter((s) => !s.includes('\u0000')) }), { minLength: 1, maxLength: 1 }) }),
  fc.record({ type: fc.constant('bulletList' as const), content: fc.array(fc.record({ type: fc.constant('listItem' as const), content: fc.array(paragraph, { minLength: 1, maxLength: 2 }) }), { minLength: 1, maxLength: 3 }) }),
)

test('checking what was checked changes nothing, and markup in a text stays text', () => {
  fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (content) => {
    const once = checkDoc(JSON.stringify({ type: 'doc', content }))
    const twice = checkDoc(JSON.stringify(once))
    expect(twice).toEqual(once)
    expect(renderDoc(twice)).toBe(renderDoc(once))
    expect(renderDoc(once).replace(/<\/?(?:p|h3|h4|ul|li|br|pre|code|table|tbody|tr|td|th|th scope="(?:col|row)"|div|div class="table-wrap" role="group" aria-label="表" tabindex="0"|blockquote class="q"|blockquote|span data-mention="[0-9a-f-]{36}"|span)>/g, '')).not.toMatch(/[<>]/)
  }), { numRuns: 300, seed: 20251120 })
})

test('a plain text becomes paragraphs, lines and safe links', () => {
  const { html, text: plain } = readText({ text: 'こんにちは。\r\n詳しくは(https://example.jp/a?b=1)。\r\n　\r\n\r\n<script>alert(1)</script> javascript:alert(1)\n' })
  expect(html).toBe('<p>こんにちは。<br>詳しくは(<a href="https://example.jp/a?b=1" rel="nofollow ugc noopener noreferrer">https://example.jp/a?b=1</a>)。</p><p>&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1)</p>')
  expect(plain).toBe('こんにちは。\n詳しくは(https://example.jp/a?b=1)。\n<script>alert(1)</script> javascript:alert(1)')
})

test.each([
  [{}, 'form.required'], [{ text: ' 　\n\n ' }, 'form.required'], [{ doc: doc(p()) }, 'form.required'], [{ doc: doc(p(text('　 '))) }, 'form.required'],
  [{ text: 'あ'.repeat(40_000) }, 'form.too_long'], [{ text: 'a\n'.repeat(1_500) }, 'form.too_long'], [{ text: 'a\u0000' }, 'form.invalid'],
  [{ doc: doc(p(...Array.from({ length: 21 }, (_, i) => ({ type: 'mention', attrs: { id: id.slice(0, -2) + String(10 + i) } })))) }, 'form.too_long'],
])('what cannot be stored says why', (input, key) => {
  try {
    readText(input)
    expect.unreachable()
  } catch (error) {
    expect(isDomainError(error) && error.fields).toEqual({ text: key })
  }
})

test('a large image has a small one for phones, and at most ten stand in a text', () => {
  const image = { type: 'image', attrs: { id, alt: '', width: 1_600, height: 900 } }
  const { html, text: plain, images } = readText({ doc: doc(image) })
  expect(html).toBe(`<img src="/files/${id}?w=640" srcset="/files/${id}?w=640 640w, /files/${id} 1600w" sizes="(min-width: 48rem) 40rem, 92vw" alt="" width="1600" height="900" data-file="${id}" loading="lazy" decoding="async">`)
  expect([plain, images]).toEqual(['', [image.attrs]])
  expect(codeOf(() => readText({ doc: doc(...Array.from({ length: 10 }, () => image)) }))).toBe('accepted')
  expect(codeOf(() => readText({ doc: doc(...Array.from({ length: 11 }, () => image)) }))).toBe('invalid')
})
