/** The main things one comes for, as plain forms. */
import { expect, test } from 'vitest'
import { walkProduct } from '../harness/index.ts'
import { childcare, posts, question, seminar, votesOf } from './steps.ts'

const walk = walkProduct()

const visit = async (email: string) => (await walk.browsers.visitor(walk.server.url, { email, javaScriptEnabled: false })).page

test('signing in with a wrong password says so and keeps the address', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { javaScriptEnabled: false })
  await page.goto('/login')
  await page.locator('input[name=email]').fill('alumni@example.com')
  await page.locator('input[name=password]').fill('not the password')
  await page.locator('form:has(input[name=password]) button[type=submit]').click()
  await page.getByRole('alert').first().waitFor()
  await page.waitForLoadState()
  expect(new URL(page.url()).pathname).toBe('/login')
  expect(await page.locator('input[name=email]').inputValue()).toBe('alumni@example.com')
  expect(await page.locator('input[name=password]').inputValue()).toBe('')
})

test('a reply is posted once, and an empty one says what is missing', async () => {
  const page = await visit('alumni@example.com')
  await page.goto('/boards/work-and-life')
  await page.getByRole('link', { name: childcare }).first().click()
  const text = 'JavaScriptなしで書いた返信です'
  await page.locator('#reply textarea[name=text]').fill(text)
  await page.locator('#reply button[type=submit]').click()
  await expect.poll(() => posts(page, text).count()).toBe(1)
  expect(await page.locator('#reply').getByRole('link', { name: '画像をつけて返信する' }).getAttribute('href')).toMatch(/^\/topics\/.+\/image$/)
  await page.locator('#reply textarea[name=text]').fill('   ')
  await page.locator('#reply button[type=submit]').click()
  await expect.poll(() => page.locator('#reply [aria-invalid=true]').count()).toBe(1)
  await page.reload()
  await expect.poll(() => posts(page, text).count()).toBe(1)
})

test('a post is quoted from its own page, and the quote leads back to it', async () => {
  const page = await visit('alumni@example.com')
  await page.goto('/boards/work-and-life')
  await page.getByRole('link', { name: childcare }).first().click()
  const first = page.locator('.post').first()
  const no = await first.getAttribute('data-no')
  await first.locator('a[data-menu]').click()
  await page.getByRole('link', { name: '引用して返信する' }).click()
  const area = page.locator('#reply textarea[name=text]')
  const quote = await area.inputValue()
  expect(quote).toMatch(new RegExp(`^> .+さん /topics/.+/posts/${no}\n> `))
  await area.fill(`${quote}JavaScriptなしの引用です`)
  await page.locator('#reply button[type=submit]').click()
  await expect.poll(() => posts(page, 'JavaScriptなしの引用です').locator(`a.q-by[href$="#post-${no}"]`).count()).toBe(1)
})

test('somebody registers for a seminar and takes it back', async () => {
  const page = await visit('mentor@example.com')
  await page.goto('/events')
  await page.getByRole('link', { name: '介護と仕事を両立する制度を考える' }).first().click()
  await page.locator('#reg').getByRole('button', { name: '申し込む' }).click()
  await expect.poll(() => page.locator('#reg').getByText('お申し込み済みです').count()).toBe(1)
  await page.locator('#reg').getByText('申し込みを取り消す').first().click()
  await page.getByRole('button', { name: /取り消す/ }).click()
  await expect.poll(() => page.locator('#reg').getByText('参加しませんか').count()).toBe(1)
})

test('in the live room one asks and votes, and the vote is taken back by the same button', async () => {
  const page = await visit('attendee@example.com')
  await page.goto('/events')
  await page.locator('a[href$="/live"]').first().click()
  await page.getByRole('heading', { level: 1, name: seminar }).waitFor()
  const wanted = '古い庁舎の屋根にも載せられますか'
  const before = await votesOf(page, wanted)
  const press = () => question(page, wanted).getByRole('button', { name: /わたしも聞きたい/ }).click()
  await press()
  await expect.poll(() => votesOf(page, wanted)).toBe(before + 1)
  await press()
  await expect.poll(() => votesOf(page, wanted)).toBe(before)
  const text = 'フォームだけで送った質問です'
  await page.getByLabel('質問', { exact: true }).fill(text)
  await page.getByRole('button', { name: '質問する' }).click()
  await expect.poll(() => question(page, text).getByText('確認を待っています').count()).toBe(1)

  const host = await visit('host@example.com')
  await host.goto(page.url().replace(/live.*$/, 'host'))
  await host.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: text }).getByRole('button', { name: '公開する' }).click()
  await page.reload()
  await expect.poll(() => question(page, text).getByRole('button', { name: /わたしも聞きたい/ }).count()).toBe(1)
})
