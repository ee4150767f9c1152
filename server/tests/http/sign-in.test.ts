import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { testDb, testUrl } from '../../../prisma/testing/index.ts'
import { demoLogins, demoPassword } from '../../../app/domain/accounts/demo-logins.ts'
import { createSetupLink } from '../../../app/domain/accounts/index.server.ts'
import { saveOrganisation } from '../../../app/domain/organisation/index.server.ts'
import { unnamedOrganisation } from '../../../app/domain/organisation/schema.ts'
import { type Answer, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => { site = await openSite(testUrl()) })
afterAll(() => site.close())
beforeEach(() => testDb().rateLimit.deleteMany())

const cookiesOf = (answer: Answer) => answer.setCookies.map((line) => line.split(';')[0]).join('; ')
const signIn = (email: string, password: string, headers: Record<string, string> = {}, more: Record<string, string> = {}) => site.ask('/login', { form: { email, password, ...more }, headers })

describe('signing in with a plain form', () => {
  test('leads home with both cookies, and everywhere is open', async () => {
    const member = await makeMember(testDb())
    const answer = await signIn(` ${member.email.toUpperCase()} `, demoPassword)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(answer.setCookies).toEqual([
      expect.stringMatching(/^enishi=[a-z2-7]{40}; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax$/) as string,
      expect.stringMatching(/^enishi-device=[\w.-]+; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/) as string,
    ])
    const cookie = cookiesOf(answer)
    expect((await site.ask('/members', { headers: { cookie } })).status).toBe(200)
    const again = await site.ask('/login', { headers: { cookie } })
    expect([again.status, again.headers.location]).toEqual([303, '/'])
  })

  test.each([['/members?a=1', '/members?a=1'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil.example', '/'], ['javascript:alert(1)', '/']])('and then to %s: %s', async (next, location) => {
    const member = await makeMember(testDb())
    expect((await signIn(member.email, demoPassword, {}, { next })).headers.location).toBe(location)
  })

  test('a new sign-in in the same browser ends the session before', async () => {
    const [first, second] = [await makeMember(testDb()), await makeMember(testDb())]
    const before = cookiesOf(await signIn(first.email, demoPassword))
    const after = cookiesOf(await signIn(second.email, demoPassword, { cookie: before, origin: site.url }))
    expect((await site.ask('/members', { headers: { cookie: before } })).headers.location).toMatch(/^\/login/)
    expect((await site.ask('/members', { headers: { cookie: after } })).status).toBe(200)
  })

  test('signing out clears the cookie, and the old one is dead', async () => {
    const cookie = cookiesOf(await signIn((await makeMember(testDb())).email, demoPassword))
    const out = await site.ask('/logout', { method: 'POST', headers: { cookie, origin: site.url } })
    expect([out.status, out.headers.location, out.setCookies]).toEqual([303, '/', ['enishi=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax']])
    expect((await site.ask('/members', { headers: { cookie } })).headers.location).toMatch(/^\/login/)
  })

  test('whoever waits for verification is led there, and sees how far it is', async () => {
    const applicant = await makeApplicant(testDb(), { application: { status: 'question', note: '内部のメモ' } })
    const answer = await signIn(applicant.email, demoPassword, {}, { next: '/members' })
    expect(answer.headers.location).toBe('/join/waiting')
    const page = await site.ask('/join/waiting', { headers: { cookie: cookiesOf(answer) } })
    expect(page.text).toContain('事務局からお尋ねしたいことがあります')
    expect(page.text).toContain('令和3年(2021年)3月31日')
    expect(page.text).not.toContain('内部のメモ')
    expect((await site.ask('/members', { headers: { cookie: cookiesOf(answer) } })).headers.location).toBe('/join/waiting')
  })
})

describe('a refusal', () => {
  /** What differs from answer to answer by itself. */
  const same = (answer: Answer, email: string) => ({
    status: answer.status,
    headers: Object.keys(answer.headers).toSorted(),
    text: answer.text.replaceAll(/nonce="[^"]*"/g, '').replaceAll(email, 'ADDRESS'),
  })

  test('is the same, byte for byte, for a wrong address, a wrong password and somebody who left', async () => {
    const [member, left] = [await makeMember(testDb()), await makeMember(testDb(), { status: 'left' })]
    const answers = []
    for (const [email, password] of [[member.email, 'wrong'], ['nobody@example.com', 'wrong'], [left.email, demoPassword]] as const) answers.push(same(await signIn(email, password), email))
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(answers[0]!.status).toBe(422)
    expect(answers[0]!.text).toContain('メールアドレスまたはパスワードが違います。')
  })

  test('keeps the address that was typed and never the password', async () => {
    const { text } = await signIn('haruka@example.com', 'the-password-i-typed')
    expect(text).toContain('haruka@example.com')
    expect(text).not.toContain('the-password-i-typed')
  })

  test('says beside the field what is missing', async () => {
    const { status, text } = await signIn('', '')
    expect(status).toBe(422)
    expect(text).toContain('メールアドレスを入力してください。例：name@example.com')
    expect(text).toContain('パスワードを入力してください。')
  })

  test('after too many tries tells when to come back, in the page and in the header', async () => {
    for (let i = 0; i < 5; i++) await signIn('guess@example.com', 'wrong')
    const answer = await signIn('guess@example.com', 'wrong')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800)
    expect(answer.text).toContain('安全のため、しばらくログインを受け付けていません。')
    expect(answer.text).toContain('15分ほどたってから')
  })

  test('is kind to whoever is suspended', async () => {
    const member = await makeMember(testDb(), { status: 'suspended' })
    const answer = await signIn(member.email, demoPassword)
    expect([answer.status, answer.setCookies]).toEqual([403, []])
    expect(answer.text).toContain('事務局までお問い合わせください')
  })

  test('and nothing else can be sent along', async () => {
    const member = await makeMember(testDb())
    expect((await signIn(member.email, demoPassword, {}, { role: 'hr_admin' })).status).toBe(422)
  })
})

describe('a demo', () => {
  test('lists its accounts on the login page, and fills one in by its link; another place lists none', async () => {
    const { text } = await site.ask('/login')
    expect(text).not.toContain(demoPassword)
    expect((await site.ask('/login?demo=alumni%40example.com')).text).not.toContain(demoPassword)
    await testDb().$transaction((tx) => saveOrganisation(tx, { ...unnamedOrganisation, name: 'みやぎアルムナイネットワーク', office: '宮城県 人事課', officeHours: '平日8時30分〜17時15分', isDemo: true }))
    const demo = await openSite(testUrl())
    try {
      const page = (await demo.ask('/login')).text
      for (const one of demoLogins) expect(page).toContain(one.email)
      const filled = (await demo.ask('/login?demo=alumni%40example.com')).text
      expect(filled).toMatch(/name="email"[^>]*value="alumni@example.com"|value="alumni@example.com"[^>]*name="email"/)
      expect(filled).toMatch(new RegExp(`type="password"[^>]*value="${demoPassword}"|value="${demoPassword}"[^>]*type="password"`))
      expect((await demo.ask('/login?demo=somebody%40example.com')).text).not.toMatch(/value="somebody/)
    } finally {
      await demo.close()
      await testDb().organisation.deleteMany()
    }
  })
})

describe('an empty place', () => {
  test('is set up once through its address, and by nobody else', async () => {
    await testDb().member.deleteMany()
    expect((await site.ask('/setup')).status).toBe(404)
    expect((await site.ask('/setup?token=made-up')).status).toBe(404)
    const link = new URL(await createSetupLink(site.deps.ctx()))
    const address = link.pathname + link.search
    const page = await site.ask(address)
    expect([page.status, page.text.includes('はじめの設定')]).toEqual([200, true])
    const filled = { token: link.searchParams.get('token')!, organisation: 'みやぎアルムナイネットワーク', office: '宮城県 人事課', familyName: '佐沼原', givenName: '由紀', familyKana: 'サヌマハラ', givenKana: 'ゆき', email: 'hr@example.com', password: 'hidamari no neko' }
    const wrong = await site.ask(address, { form: { ...filled, familyKana: '佐沼原', password: 'みじかい' } })
    expect(wrong.status).toBe(422)
    for (const shown of ['ひらがなで入力してください。例：はまぎし', '12文字以上で入力してください。', '宮城県 人事課', 'hr@example.com']) expect(wrong.text).toContain(shown)
    expect(wrong.text).not.toContain('みじかい')
    const done = await site.ask(address, { form: filled })
    expect([done.status, done.headers.location]).toEqual([303, '/'])
    expect((await site.ask('/members', { headers: { cookie: cookiesOf(done) } })).status).toBe(200)
    expect((await site.ask(address)).status).toBe(404)
    expect((await site.ask(address, { form: { ...filled, email: 'other@example.com' } })).status).toBe(404)
    expect(await testDb().member.count()).toBe(1)
  })
})

test('how to join is told to everybody', async () => {
  const { status, text } = await site.ask('/join')
  expect(status).toBe(200)
  expect(text).toContain('過去に県庁に在籍していた方なら')
  expect(text).not.toContain('<form method="post" action="/join')
})
