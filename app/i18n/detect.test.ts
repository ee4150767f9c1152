import { expect, test } from 'vitest'
import { detectLanguage, readCookie } from './detect.ts'

test.each([
  ['the cookie wins', 'theme=dark; lng=en', 'ja', 'en'],
  ['a cookie of another name that ends alike does not count', 'xlng=en', 'ja', 'ja'],
  ['a language we do not have in the cookie is ignored', 'lng=fr', 'en-GB,en;q=0.9', 'en'],
  ['the most wanted language, not the first one', null, 'en;q=0.5, ja;q=0.9', 'ja'],
  ['a region is fine', null, 'de-DE, en-US;q=0.8', 'en'],
  ['what is refused with q=0 is not given', null, 'en;q=0, ja;q=0.1', 'ja'],
  ['other languages that begin alike are not English', null, 'enm', 'ja'],
  ['nothing said: Japanese', null, null, 'ja'],
  ['anything unreadable: Japanese', 'lng', ';;;q=,*', 'ja'],
])('%s', (_, cookie, accept, lng) => {
  expect(detectLanguage(cookie, accept)).toBe(lng)
})

test('a cookie is read by its whole name', () => {
  expect(readCookie('a=1; lng=ja;b=2', 'lng')).toBe('ja')
  expect(readCookie('lngx=en', 'lng')).toBeUndefined()
})
