import { expect, test } from 'vitest'
import { attachmentName, extraHeaders, headerText, mailAddress, mediaType, splitToken } from './mail-headers.ts'

test.each([
  ['a\r\nBcc: x@example.com', 'a Bcc: x@example.com'],
  ['a\nb\rc\u0085d\u2028e\u2029f\u000bg\u0000h', 'a b c d e f g h'],
  ['  二つ  の　空白 ', '二つ の 空白'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['𠮷廣 葛󠄀城野', '𠮷廣 葛󠄀城野'],
  ['half \ud842 surrogate', 'half \ufffd surrogate'],
])('a header is one line: %j', (typed, line) => {
  expect(headerText(typed)).toBe(line)
})

test('a header is cut between code points', () => {
  expect(headerText('𠮷'.repeat(300), 5)).toBe('𠮷𠮷𠮷𠮷𠮷')
})

test.each(['name@example.com', 'a..b@docomo.ne.jp', 'x.@ezweb.ne.jp', "o'brien+tag@mail.example.co.jp", 'haruka@例え.jp', 'root@localhost'])('%s is one recipient', (address) => {
  expect(mailAddress(address)).toBe(address)
})

test.each([
  'a@example.com,b@example.com', 'a@example.com b@example.com', 'a@example.com\r\nRCPT TO:<b@example.com>', 'a@example.com\n', '<a@example.com>', 'Name <a@example.com>', '"a b"@example.com',
  'a@b@example.com', 'a;b@example.com', 'group:a@example.com;', 'a@', '@example.com', 'a@.com', 'a@example..com', 'a@-example.com', 'a\u200b@example.com', 'a\u202e@example.com', `${'a'.repeat(65)}@example.com`, `a@${'b'.repeat(200)}.com`, '',
])('%j is not one recipient', (address) => {
  expect(mailAddress(address)).toBeNull()
  // Asked again it is no different.
  expect(mailAddress(address)).toBeNull()
})

test('senders choose from a few header names; values stay on their line', () => {
  expect(extraHeaders({ 'In-Reply-To': '<a@b>\r\nBcc: x@y.z' })).toEqual({ 'In-Reply-To': '<a@b> Bcc: x@y.z' })
  expect(() => extraHeaders({ Bcc: 'x@example.com' })).toThrow()
  expect(() => extraHeaders({ 'X-A\r\nBcc': 'x@example.com' })).toThrow()
})

test('names and types of attachments', () => {
  expect(attachmentName('../../"invite"\r\n.ics')).toBe('.._..__invite_ .ics')
  expect(attachmentName('招待.ics')).toBe('招待.ics')
  expect(mediaType('text/calendar; charset=utf-8; method=REQUEST')).toBe('text/calendar; charset=utf-8; method=REQUEST')
  expect(mediaType('text/html\r\nX: y')).toBe('application/octet-stream')
})

test('a token has one shape', () => {
  const good = `digest.01938d2e-0000-7000-8000-000000000001.${'a'.repeat(43)}`
  expect(splitToken(good)).toEqual({ list: 'digest', memberId: '01938d2e-0000-7000-8000-000000000001', signature: 'a'.repeat(43) })
  for (const bad of ['', 'x', good.replace('digest', 'all'), `${good}a`, good.replace('01938d2e', 'zzzzzzzz'), good.toUpperCase()]) expect(splitToken(bad)).toBeNull()
})
