import { expect, test } from 'vitest'
import { absolute, composeMail } from './compose-mail.ts'
import { columns, wrapText } from './wrap-text.ts'

const url = 'https://alumni.example.jp'

test('lines of the text part are short, and nothing is lost or added', () => {
  const long = '週休3日制の適用範囲を2026年1月から拡大する予定です。'.repeat(6)
  const wrapped = wrapText(long)
  expect(wrapped.split('\n').length).toBeGreaterThan(3)
  for (const line of wrapped.split('\n')) {
    expect(columns(line)).toBeLessThanOrEqual(78)
    expect(line).not.toMatch(/^[、。」)]/)
    expect(line).not.toMatch(/[「(]$/)
  }
  expect(wrapped.replaceAll('\n', '')).toBe(long)
})

test('Latin words and addresses are not cut', () => {
  const address = `${url}/unsubscribe/${'a'.repeat(120)}`
  expect(wrapText(`${'word '.repeat(30)}end`).split('\n').every((l) => l.length <= 74 && !/\bwor$|^rd\b/.test(l))).toBe(true)
  expect(wrapText(`配信の停止はこちら ${address}`)).toContain(address)
})

test('what people wrote stays text in the HTML part, and links stay here', () => {
  const { html, text } = composeMail({
    lng: 'ja', salutation: '<b>浜岸</b> 遥香 様',
    blocks: [{ p: '<script>alert(1)</script>\n次の行' }, { quote: '"><img src=x onerror=alert(1)>' }, { heading: '<h1>' }, { button: '<i>', href: 'javascript:alert(1)' }, { items: [{ text: '<u>', note: "'\"", href: '//evil.example/x' }] }, { facts: [['<td>', 'a\nb']] }],
    footer: ['<hr>', { label: '</a><script>', href: '/x?a="b"' }],
  }, url)
  expect(html).not.toMatch(/<(script|img|h1|i|u|b|td>)[^a-z]/i)
  expect([...html.matchAll(/href="([^"]*)"/g)].map((m) => m[1])).toEqual([`${url}/`, `${url}/`, `${url}/x?a=%22b%22`])
  expect(html).not.toMatch(/src=(?!x)|url\(|http:/)
  expect(text).toContain('<script>alert(1)</script>\n次の行')
})

test('both parts say the same', () => {
  const { html, text } = composeMail({ lng: 'ja', salutation: '浜岸 遥香 様', blocks: [{ p: 'お申し込みを受け付けました。' }, { facts: [['日時', '11月27日(木) 19:00'], ['場所', 'オンライン']] }, { button: 'イベントを見る', href: '/events/1' }], footer: ['事務局'] }, url)
  expect(text).toBe(`浜岸 遥香 様

お申し込みを受け付けました。

日時  11月27日(木) 19:00
場所  オンライン

▼ イベントを見る
${url}/events/1

----------------------------------------
事務局
`)
  for (const word of ['浜岸 遥香 様', 'お申し込みを受け付けました。', '11月27日(木) 19:00', 'イベントを見る', `${url}/events/1`, '事務局']) expect(html).toContain(word)
})

test.each([['/a/b?c=1', `${url}/a/b?c=1`], ['https://evil.example/', `${url}/`], ['//evil.example', `${url}/`], ['javascript:alert(1)', `${url}/`], ['http://[', `${url}/`], [`${url}/here`, `${url}/here`]])('%s leads to %s', (href, there) => {
  expect(absolute(href, url)).toBe(there)
})
