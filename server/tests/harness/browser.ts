import fs from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '../../../app/domain/accounts/demo-logins.ts'
import { findChromium } from './find-chromium.ts'
import { root } from './spawn.ts'
import { watch, type Watch } from './watch.ts'
import { followWire } from './wire.ts'

/** A browser window of one person. */
export type Visitor = { context: BrowserContext; page: Page; watch: Watch; url: string }

export type Browsers = {
  browser: Browser
  /** A new person, without the service worker unless asked for (`serviceWorkers: 'allow'`), signed in when `email` is given; everything that goes wrong in their windows is kept. */
  visitor(url: string, options?: BrowserContextOptions & { email?: string }): Promise<Visitor>
  /** Ends the windows of a test and fails when anything went wrong in one of them. For `afterEach`. */
  expectClean(): Promise<void>
  /** Ends the windows that are still open. */
  close(): Promise<void>
}

const quiet = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** Chromium costs a second to start: one a process serves all its files, whose people share nothing of theirs. It ends with the process. */
const KEPT = Symbol.for('enishi test browsers')
const kept = ((globalThis as { [KEPT]?: Map<boolean, Browser> })[KEPT] ??= new Map())

async function startBrowser(hasWebFonts: boolean): Promise<Browser> {
  const known = kept.get(hasWebFonts)
  if (known?.isConnected()) return known
  const browser = await chromium.launch({ executablePath: await findChromium(), args: hasWebFonts ? quiet : [...quiet, '--disable-remote-fonts'] })
  kept.set(hasWebFonts, browser)
  return browser
}

/** Windows for a test file. In: `hasWebFonts` where it matters how wide a text is; reading them is a third of what a page costs. */
export async function openBrowser({ hasWebFonts = false } = {}): Promise<Browsers> {
  const browser = await startBrowser(hasWebFonts)
  const visitors: Visitor[] = []
  return {
    browser,
    async visitor(url, { email, ...options } = {}) {
      const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', serviceWorkers: 'block', baseURL: url, ...options })
      context.setDefaultTimeout(30_000)
      context.on('page', followWire)
      const visitor = { context, page: await context.newPage(), watch: watch(context, url), url }
      visitors.push(visitor)
      if (email !== undefined) await enter(visitor, email)
      return visitor
    },
    async expectClean() {
      const all = visitors.splice(0)
      await Promise.all(all.map(({ context }) => context.close()))
      expect(all.flatMap((v) => v.watch.faults())).toEqual([])
    },
    close: async () => void (await Promise.all(visitors.splice(0).map(({ context }) => context.close()))),
  }
}

/** Signs in without the page, and comes to the first one as a person does; the page's own form has its tests. */
async function enter({ context, page, url }: Visitor, email: string): Promise<void> {
  const answer = await context.request.post(`${url}/login`, { form: { email, password: demoPassword }, headers: { origin: url }, maxRedirects: 0 })
  expect([email, answer.status()]).toEqual([email, 303])
  await page.goto(answer.headers()['location'] ?? '/')
}

/** Signs in through the page, as a person does; works without JavaScript too. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto('/login')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form:has(input[name=password]) button[type=submit]').click()
  await page.waitForURL((address) => address.pathname !== '/login')
}

/** Keeps a picture of the window in .cache/screens, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(root, '.cache', 'screens')
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true })
}

/** Waits until React has taken the page over: what is pressed from now on is heard. Nothing to wait for without JavaScript. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const keyed = (of: object, name: string) => Object.entries(of).find(([key]) => key.startsWith(name))?.[1] as unknown
    const container = keyed(document, '__reactContainer') as { stateNode: { current: { memoizedState: { isDehydrated: boolean } } } } | undefined
    return container?.stateNode.current.memoizedState.isDehydrated === false && keyed(document.querySelector('main') ?? document.body, '__reactProps') !== undefined
  })
  // Effects, with what listens to keys, come after the page.
  await page.evaluate(() => new Promise<void>((resolve) => void requestIdleCallback(() => resolve(), { timeout: 2_000 })))
}
