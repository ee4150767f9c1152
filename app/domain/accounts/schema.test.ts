import { expect, test } from 'vitest'
import { emailAddress, loginInput, newPassword, setupInput, timeZoneInput } from './schema.ts'

const wrong = (result: { success: boolean; error?: { issues: { message: string }[] } }) => result.error?.issues[0]?.message

test.each([[' Name@Example.COM ', 'name@example.com'], ['ｎａｍｅ＠example.com', 'name@example.com'], ['a..b@docomo.ne.jp', 'a..b@docomo.ne.jp'], ['x.@ezweb.ne.jp', 'x.@ezweb.ne.jp']])('%s is the address %s', (typed, stored) => {
  expect(emailAddress.parse(typed)).toBe(stored)
})

test.each(['', 'name', 'name@example', 'a b@example.com', 'a@b@example.com', 'a@example.com,b@example.com', 'a\u0000@example.com', 'a\r\nbcc:x@example.com', `${'a'.repeat(250)}@example.com`, 'a@example.'])('%j is no address', (typed) => {
  expect(wrong(emailAddress.safeParse(typed))).toBe('form.email')
})

test('passwords are counted in code points and of any kind', () => {
  expect(wrong(newPassword.safeParse('12345678901'))).toBe('setup.password_short')
  expect(newPassword.parse('𠮷'.repeat(12))).toBe('𠮷'.repeat(12))
  expect(wrong(newPassword.safeParse('𠮷'.repeat(11)))).toBe('setup.password_short')
  expect(newPassword.parse('𠮷'.repeat(128))).toHaveLength(256)
  expect(wrong(newPassword.safeParse('a'.repeat(129)))).toBe('setup.password_long')
  expect(newPassword.parse('  spaces at both ends ')).toBe('  spaces at both ends ')
})

const filled = { token: 't', organisation: 'みやぎアルムナイネットワーク', office: '宮城県 人事課', familyName: '佐沼原', givenName: '由紀', familyKana: 'ｻﾇﾏﾊﾗ', givenKana: 'ユキ', email: 'hr@example.com', password: 'hidamari no neko' }

test('furigana is stored as hiragana; one name is enough', () => {
  expect(setupInput.parse(filled)).toMatchObject({ familyKana: 'さぬまはら', givenKana: 'ゆき' })
  expect(setupInput.parse({ ...filled, givenName: '', givenKana: '' })).toMatchObject({ givenName: '', givenKana: '' })
  expect(wrong(setupInput.safeParse({ ...filled, familyKana: '佐沼原' }))).toBe('setup.kana_only')
  expect(wrong(setupInput.safeParse({ ...filled, familyKana: '  ' }))).toBe('setup.family_kana_missing')
})

test('where somebody lives is the name of a time zone, and nothing else', () => {
  const zone = (typed: unknown) => timeZoneInput.safeParse({ commandId: '00000000-0000-4000-8000-000000000001', zone: typed })
  expect(['Europe/Berlin', 'Pacific/Auckland', 'UTC'].map((name) => zone(name).data?.zone)).toEqual(['Europe/Berlin', 'Pacific/Auckland', 'UTC'])
  for (const none of [undefined, '', 'Berlin', 'Europe/Nowhere', '+09:00', 'JST', '../etc/passwd', `A/${'a'.repeat(100)}`]) expect(wrong(zone(none))).toBe('form.choose')
})

test('a field nobody asked for is refused', () => {
  expect(setupInput.safeParse({ ...filled, role: 'operator' }).success).toBe(false)
})

test('signing in tells of nothing but what is missing', () => {
  expect(loginInput.parse({ email: ' ALUMNI@example.com', password: ' x ' })).toEqual({ email: 'alumni@example.com', password: ' x ' })
  expect(loginInput.parse({ email: 'no address', password: 'x' }).email).toBe('no address')
  expect(wrong(loginInput.safeParse({ email: 'a\u0000@example.com', password: 'x' }))).toBe('login.failed')
  expect(wrong(loginInput.safeParse({ email: 'a@example.com', password: 'x'.repeat(1001) }))).toBe('login.failed')
})
