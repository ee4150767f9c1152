import { expect, test } from 'vitest'
import { isCommonPassword } from './common-password.server.ts'

test.each([
  'password1234', 'Password2025!', 'P@ssw0rd1234', 'passwordpassword', 'qwertyuiop12', 'qwertyuiopasdf', '1qaz2wsx3edc', '123456789012', '000000000000', '012345678901', 'aaaaaaaaaaaa',
  'abcabcabcabc', 'miyagi-kencho-2025', 'Miyagi20250401', 'sendai-miyagi-01', 'ｐａｓｓｗｏｒｄ２０２５', '宮城県庁2025年', 'ぱすわーど１２３４５', 'enishi-alumni-1', 'letmein12345', 'kagawa_tokushima',
])('%s is among the first to be tried', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test.each(['correct horse battery staple', 'tsukiyo-no-kani-ha-oishii', '海辺の町で育ったわたし', 'ねこはこたつでまるくなる', 'kX9v#mPq2Lr7', 'gj3lwkzv8dte', 'my aunt paints blue doors', '593718264059'])('%s is one of its own', (password) => {
  expect(isCommonPassword(password)).toBe(false)
})

test('what belongs to the person or the place does not count', () => {
  const about = ['hamagishi.haruka@example.com', '浜岸', '遥香', 'みやぎアルムナイネットワーク']
  expect(isCommonPassword('hamagishi-haruka-1', about)).toBe(true)
  expect(isCommonPassword('浜岸遥香浜岸遥香2025', about)).toBe(true)
  expect(isCommonPassword('hamagishi-haruka-1')).toBe(false)
  expect(isCommonPassword('hamagishi likes quiet trains', about)).toBe(false)
})
