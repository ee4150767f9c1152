/** Links that are handed on, and paper. */
import { expect, test } from 'vitest'
import { session, signIn, walkProduct } from '../harness/index.ts'
import { childcare, openTopic } from './steps.ts'

const walk = walkProduct()

test('a shared link leads a guest through signing in to the very post, which is marked and has the focus', async () => {
  const sharer = await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com', permissions: ['clipboard-read', 'clipboard-write'] })
  await openTopic(sharer.page, childcare)
  await sharer.page.locator('#post-3 a[data-menu]').click()
  await sharer.page.getByRole('menuitem', { name: '共有する' }).click()
  await sharer.page.getByRole('button', { name: 'リンクをコピーする' }).click()
  await sharer.page.getByRole('button', { name: 'リンクをコピーしました' }).waitFor()
  const address = await sharer.page.evaluate(() => navigator.clipboard.readText())
  expect(address).toMatch(new RegExp(`^${walk.server.url}/topics/[0-9a-f-]{36}\\?from=1#post-3$`))

  const { page } = await walk.browsers.visitor(walk.server.url)
  await page.goto(address)
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.locator('input[name=next][value$="#post-3"]').waitFor({ state: 'attached' })
  await page.locator('input[name=email]').fill('attendee@example.com')
  await page.locator('input[name=password]').fill('not the password')
  await page.locator('form:has(input[name=password]) button[type=submit]').click()
  await page.getByRole('alert').first().waitFor()
  await page.locator('input[name=password]').fill('enishi-demo-2025')
  await page.locator('form:has(input[name=password]) button[type=submit]').click()
  await page.waitForURL(address)
  const post = page.locator('#post-3[data-target]')
  await post.waitFor()
  await expect.poll(() => post.evaluate((e) => e === document.activeElement && e.getBoundingClientRect().top < innerHeight)).toBe(true)

  await page.locator('#post-5 .post-h a').click()
  await page.locator('#post-5[data-target]').waitFor()
  await expect.poll(() => page.locator('[data-target]').count()).toBe(1)
})

test('what may not be read has nothing to share', async () => {
  const applicant = await session(walk.server.url, 'applicant@example.com')
  const member = await session(walk.server.url, 'alumni@example.com')
  expect((await applicant.get('/topics/00000000-0000-7000-8000-000000000000/share')).status).toBe(303)
  expect((await member.get('/topics/00000000-0000-7000-8000-000000000000/share')).status).toBe(404)
  for (const no of ['0', '-1', '1.5', '99999', 'x', '']) expect((await member.get(`/topics/00000000-0000-7000-8000-000000000000/share?post=${no}`)).status).toBe(404)
})

test('on paper: the posts with their numbers and the addresses of links, nothing to press', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { javaScriptEnabled: false, colorScheme: 'dark' })
  await signIn(page, 'alumni@example.com')
  await page.goto('/boards/work-and-life')
  await page.getByRole('link', { name: childcare }).first().click()
  await page.getByRole('heading', { level: 1, name: childcare }).waitFor()
  await page.waitForLoadState()
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['.site-head', '.site-foot', '#reply', '.post-f', '.topic-side', '.share-link']) expect([gone, await page.locator(gone).filter({ visible: true }).count()]).toEqual([gone, 0])
  expect(await page.locator('h1').isVisible()).toBe(true)
  const post = page.locator('.post').first()
  expect(await post.evaluate((e) => [getComputedStyle(e, '::before').content, getComputedStyle(e).breakInside])).toEqual([`"${await post.getAttribute('data-no')}"`, 'avoid'])
  expect(await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor])).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  const shown = await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.jp/'
    document.querySelector('.post .prose')?.append(link)
    return getComputedStyle(link, '::after').content
  })
  expect(shown).toContain('https://example.jp/')
})
