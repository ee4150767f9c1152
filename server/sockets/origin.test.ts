import { expect, test } from 'vitest'
import { isOwnPage } from './origin.ts'

const own = (origin: string | undefined) => origin === 'https://alumni.example.jp'

test.each([
  [{ origin: 'https://alumni.example.jp', upgrade: 'websocket' }, true],
  [{ origin: 'https://alumni.example.jp' }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'null', upgrade: 'websocket' }, false],
  [{ 'sec-fetch-site': 'same-origin', upgrade: 'websocket' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ upgrade: 'websocket' }, false],
  [{}, false],
])('%j: %s', (headers, isLetIn) => {
  expect(isOwnPage(headers, own)).toBe(isLetIn)
})
