/** Every page, on a small phone and on a desktop, light and dark: no barrier, nothing wider than the screen, nothing said on the console. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { barriers, bootServer, type Browsers, hydrated, openBrowser, readManifest, type Server, type Visitor } from '../harness/index.ts'
import { addressOf, expectedFor, type Role, roles } from '../http/declared-routes.ts'

/** Who looks at a page: the first of these who may. */
const viewers: Role[] = ['member', 'host', 'hr', 'operator', 'guest', 'applicant']
const pages = readManifest().filter((route) => route.hasPage).flatMap((route) => {
  const viewer = viewers.find((role) => expectedFor(route.id, role) === 200)
  return viewer === undefined ? [] : [{ id: route.id, viewer }]
})

/** Each as one looks on from the one before it, without asking for the page again. In the dark only the colours are others. */
const looks = [
  { colorScheme: 'light', width: 320 }, { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 }, { colorScheme: 'dark', width: 320 },
] as const

let server: Server
let browsers: Browsers
let database: pg.Client
const people = new Map<Role, Visitor>()
beforeAll(async () => {
  server = await bootServer()
  browsers = await openBrowser({ hasWebFonts: true })
  database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
})
afterEach(() => expect([...people.values()].flatMap((v) => v.watch.faults())).toEqual([]))
afterAll(async () => {
  await database.end()
  await browsers.close()
  await server.remove()
})

test.each(pages)('$id as $viewer', async ({ id, viewer }) => {
  const visitor = people.get(viewer) ?? (await browsers.visitor(server.url, { email: roles[viewer], viewport: { width: 320, height: 800 } }))
  people.set(viewer, visitor)
  const { page } = visitor
  await page.setViewportSize({ width: 320, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(await addressOf(id, database))
  await hydrated(page)
  for (const { colorScheme, width } of looks) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    expect([colorScheme, width, await barriers(page, { ofColours: colorScheme === 'dark' })]).toEqual([colorScheme, width, []])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})

test('a page with barriers is caught', async () => {
  const { page, watch } = await browsers.visitor(server.url, { colorScheme: 'light' })
  await page.goto('/login')
  await hydrated(page)
  await page.evaluate(() => {
    document.querySelector('main')!.insertAdjacentHTML('beforeend', '<img src="/icon.svg"><div class="wide"></div><input name="nameless">')
    Object.assign(document.querySelector<HTMLElement>('.wide')!.style, { width: '3000px', height: '1px' })
  })
  expect((await barriers(page)).map((b) => b.rule).toSorted()).toEqual(expect.arrayContaining(['image-alt', 'label']))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(1280)
  // Dark letters: fine on the light page, too faint on the dark one.
  await page.evaluate(() => {
    document.querySelector('main')!.insertAdjacentHTML('beforeend', '<p class="faint">faint</p>')
    document.querySelector<HTMLElement>('.faint')!.style.color = '#333'
  })
  expect(await barriers(page, { ofColours: true })).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page, { ofColours: true })).toMatchObject([{ rule: 'color-contrast', targets: [expect.stringContaining('faint')] }])
  await page.evaluate('console.error("something broke")')
  await expect.poll(() => watch.faults()).toEqual([expect.stringContaining('something broke')])
  watch.forgive(/something broke/)
  await browsers.expectClean()
})
