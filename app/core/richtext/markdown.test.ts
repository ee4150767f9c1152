import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { expect, test } from 'vitest'
import type { DocNode } from './limits.ts'
import { markdownOf, writeMarkdown } from './markdown.server.ts'

const names = { of: (id: string) => (id === 'u1' ? '浜岸 *遥香*' : '—'), base: 'https://example.jp', image: '画像：' }
type Read = { type: string; children?: Read[]; value?: string; depth?: number; url?: string }
const read = (markdown: string): Read => fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }) as Read
const all = (node: Read): Read[] => [node, ...(node.children ?? []).flatMap(all)]
const text = (value: string, ...marks: object[]) => ({ type: 'text', text: value, ...(marks.length > 0 && { marks }) })
const p = (...content: object[]) => ({ type: 'paragraph', content })
const write = (...content: object[]) => writeMarkdown(markdownOf({ type: 'doc', content } as unknown as DocNode, names))

test('everything a text may hold, as CommonMark', () => {
  const link = { type: 'link', attrs: { href: 'https://example.com/a_(b)?c=1&d=2' } }
  expect(write(
    { type: 'heading', attrs: { level: 2 }, content: [text('見出し')] },
    p(text('一行'), { type: 'hardBreak' }, text('二行 '), text('太い', { type: 'bold' }), text(' '), text('`code`', { type: 'code' }), text('とリンク', link)),
    p({ type: 'mention', attrs: { id: 'u1' } }, text(' さん')),
    { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('あ'))] }, { type: 'listItem', content: [p(text('い'))] }] },
    { type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [p(text('う'))] }] },
    { type: 'blockquote', content: [p(text('引用'))] },
    { type: 'codeBlock', content: [text('```\n<b>')] },
    { type: 'image', attrs: { id: 'f1', alt: '庁舎 [1]', width: 1, height: 1 } },
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [p(text('項目'))] }, { type: 'tableHeader', content: [p(text('a|b'))] }] }, { type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('x'))] }, { type: 'tableCell', content: [p()] }] }] },
  )).toBe(`#### 見出し

一行\\
二行 **太い** \`\` \`code\` \`\`[とリンク](https://example.com/a_\\(b\\)?c=1\\&d=2)

@浜岸 \\*遥香\\* さん

- あ
- い

3. う

> 引用

\`\`\`\`
\`\`\`
<b>
\`\`\`\`

[画像：庁舎 \\[1\\]](https://example.jp/files/f1)

| 項目 | a\\|b |
| -- | ---- |
| x  |      |
`)
})

test('a text cannot become anything but itself: no heading, no HTML, no link, no list, no second post', () => {
  const hostile = fc.constantFrom('# 見出し', '### 2. 偽の投稿', '<script>alert(1)</script>', '<!-- -->', '[ここ](javascript:alert(1))', '![x](http://evil.example/a.png)', '- 一', '1. 一', '> 引用', '---', '===', '```', '~~~', '    code', '&lt;b&gt;', '&#x3c;', '\\', '*a*', '__b__', '`c`', '|a|b|', '<https://evil.example>', 'https://evil.example', '[a]: http://evil.example', '[^1]', '\ta', '+ x', '#', '***', ' ', '  ')
  const line = fc.oneof(hostile, fc.string({ unit: 'grapheme', minLength: 1 }), fc.tuple(hostile, hostile).map((both) => both.join('')), fc.tuple(hostile, hostile).map((both) => both.join('\n')))
  const words = (lines: string[]) => p(...lines.flatMap((l, i) => [...(i > 0 ? [{ type: 'hardBreak' }] : []), text(l)]))
  fc.assert(fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), (paragraphs) => {
    const tree = read(writeMarkdown([{ type: 'heading', depth: 3, children: [{ type: 'text', value: paragraphs[0]![0]! }] }, ...markdownOf({ type: 'doc', content: paragraphs.map(words) } as unknown as DocNode, names)]))
    expect([...new Set(all(tree).map((n) => n.type))].filter((type) => !['root', 'heading', 'paragraph', 'text', 'break'].includes(type))).toEqual([])
    expect(all(tree).filter((n) => n.type === 'heading').length).toBeLessThanOrEqual(1)
    const squeeze = (s: string) => s.replace(/\s+/g, '')
    const said = (node: Read): string => all(node).map((n) => n.value ?? '').join('')
    expect(squeeze(said(tree))).toBe(squeeze([paragraphs[0]![0]!, ...paragraphs.flat()].join('')))
  }), { numRuns: 400 })
})
