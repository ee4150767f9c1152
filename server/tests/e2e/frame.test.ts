/** What stands around every page: theme, language, focus, menus, error pages; with and without JavaScript, at every width. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ja } from '../../../app/i18n/ja.ts'
import { barriers, type Browsers, bootServer, hydrated, openBrowser, root, type Server, session, until } from '../harness/index.ts'

let server: Server
let browsers: Browsers
beforeAll(async () => {
  server = await bootServer()
  browsers = await openBrowser({ hasWebFonts: true })
})
afterEach(() => browsers.expectClean())
afterAll(async () => {
  await browsers?.close()
  await server?.remove()
})

const papers = ['/policies/terms', '/policies/privacy', '/policies/accessibility', '/policies/help']
const themeOf = (page: { evaluate<T>(f: () => T): Promise<T> }) => page.evaluate(() => document.documentElement.dataset['theme'] ?? null)

test('a chosen theme shows at once, and the server remembers it', async () => {
  const { page } = await browsers.visitor(server.url, { colorScheme: 'light' })
  await page.goto('/')
  expect(await themeOf(page)).toBeNull()
  const toDark = page.getByRole('button', { name: '暗い表示に切り替える' })
  await until('hydration', () => toDark.evaluate((b) => Object.keys(b).some((key) => key.startsWith('__reactProps'))))
  await toDark.press('Enter')
  await expect.poll(() => themeOf(page)).toBe('dark')
  // The button is replaced by its opposite, which takes the focus.
  await expect.poll(() => page.getByRole('button', { name: '明るい表示に切り替える' }).evaluate((b) => b === document.activeElement)).toBe(true)
  const answer = await page.goto('/policies/help')
  expect(await answer?.text()).toContain('data-theme="dark"')
})

test('a click while the page comes to life is not lost and breaks nothing', async () => {
  const { page } = await browsers.visitor(server.url)
  // The first click in the moment React begins to listen, before it has drawn anything.
  await page.addInitScript(() => {
    const listen = document.addEventListener.bind(document)
    const isFirst = { current: true }
    document.addEventListener = (...args: Parameters<typeof listen>) => {
      listen(...args)
      if (args[0] !== 'click' || args[2] !== true || !isFirst.current) return
      isFirst.current = false
      queueMicrotask(() => {
        document.querySelector<HTMLElement>('a[href="/login"]')?.click()
        document.documentElement.dataset['clicked'] = 'early'
      })
    }
  })
  await page.goto('/policies/help')
  await page.waitForURL('**/login')
  await page.locator('input[name=password]').waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset['clicked'])).toBe('early')
})

test('theme and language change without JavaScript, and one comes back to the same page', async () => {
  const { page } = await browsers.visitor(server.url, { javaScriptEnabled: false, colorScheme: 'dark' })
  await page.goto('/policies/privacy?from=mail')
  await page.getByRole('button', { name: '明るい表示に切り替える' }).click()
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light')
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/policies/privacy?from=mail')
  await page.getByRole('button', { name: 'English' }).click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Personal information')
  await page.getByRole('button', { name: '日本語' }).click()
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('個人情報の取扱い')
})

test('preferences never lead to another place', async () => {
  const guest = await session(server.url)
  for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example']) expect((await guest.post('/preferences', { theme: 'dark', returnTo })).location).toBe('/')
})

test('going to another page moves the focus to it and says its name', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'alumni@example.com' })
  await page.goto('/')
  const link = page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: 'メンター' })
  await until('hydration', () => link.evaluate((a) => Object.keys(a).some((key) => key.startsWith('__reactProps'))))
  await link.click()
  await page.waitForURL('**/mentors')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
  await expect.poll(() => page.locator('[role=status][aria-live=polite]').textContent()).toContain('メンター')
  expect(await page.title()).toMatch(/^(\(\d+\) )?メンター.*｜みやぎアルムナイネットワーク$/)
})

test('the account menu opens by keyboard and without JavaScript, and signs out', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'hr@example.com', javaScriptEnabled: false })
  await page.locator('details.menu > summary').press('Enter')
  expect(await page.getByRole('link', { name: '事務局デスク' }).isVisible()).toBe(true)
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await expect.poll(() => page.locator('details.menu').count()).toBe(0)
})

test('a page that is not there says so, in both languages and with its status', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'alumni@example.com' })
  const answer = await page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('ページが見つかりません')
  expect(await page.title()).toMatch(/^(\(\d+\) )?ページが見つかりません｜みやぎアルムナイネットワーク$/)
  await page.context().addCookies([{ name: 'lng', value: 'en', url: server.url }])
  await page.goto('/no-such-page')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page not found')
})

test('public pages and the error page have no barriers and never scroll sideways: 320 px dark, 1280 px light', async () => {
  const looks = [{ width: 320, colorScheme: 'dark' }, { width: 1280, colorScheme: 'light' }] as const
  const { page } = await browsers.visitor(server.url, { bypassCSP: true })
  const member = await browsers.visitor(server.url, { bypassCSP: true, email: 'hr@example.com' })
  for (const lng of ['ja', 'en']) {
    for (const who of [page, member.page]) {
      await who.context().addCookies([{ name: 'lng', value: lng, url: server.url }])
      for (const address of who === page ? ['/', ...papers] : ['/no-such-page']) {
        await who.goto(address)
        for (const { width, colorScheme } of looks) {
          await who.setViewportSize({ width, height: 800 })
          await who.emulateMedia({ colorScheme })
          expect(await barriers(who), `${address} ${lng} ${width}`).toEqual([])
          expect(await who.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${address} ${lng} ${width}`).toBeLessThanOrEqual(0)
        }
      }
    }
  }
})

test('the browser gets neither the schema library nor the long papers', () => {
  const assets = path.join(root, 'build', 'client', 'assets')
  const scripts = fs.readdirSync(assets).filter((name) => name.endsWith('.js')).map((name) => ({ name, text: fs.readFileSync(path.join(assets, name), 'utf8') }))
  const holding = (word: string) => scripts.filter(({ text }) => text.includes(word)).map(({ name }) => name)
  // What is searched for can be found: the texts of the pages are there.
  expect(holding(ja.nav.boards).length).toBeGreaterThan(0)
  expect(holding('ZodError')).toEqual([])
  expect(holding('ここでの活動や発言は、採用の選考に影響しません')).toEqual([])
})

test('a first visit weighs at most 150 kB beside the font of a machine that has none', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'alumni@example.com' })
  await page.goto('/', { waitUntil: 'networkidle' })
  await hydrated(page)
  // Bytes of the page, its sheets and its scripts as they travel, compressed; the sheet of the web font is for machines without one.
  const loaded = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((e) => ({ at: new URL(e.name).pathname, bytes: (e as PerformanceResourceTiming).encodedBodySize })))
  const counted = loaded.filter(({ at }) => at === '/' || at.endsWith('.js') || (at.endsWith('.css') && !at.includes('wght')))
  const bytes = counted.reduce((n, { bytes: one }) => n + one, 0)
  expect(counted.some(({ at }) => /\/assets\/framework-.*\.js$/.test(at))).toBe(true)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(150_000)
})
