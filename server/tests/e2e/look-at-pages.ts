/** Every page, light and dark, on a small phone and on a desktop: no barrier, nothing wider than the screen, nothing said on the console. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { barriers, bootServer, type Browsers, hydrated, openBrowser, readManifest, type Server, type Visitor } from '../harness/index.ts'
import { addressOf, expectedFor, type Role, roles } from '../http/declared-routes.ts'

/** Who looks at a page: the first of these who may. */
const viewers: Role[] = ['member', 'host', 'hr', 'operator', 'guest', 'applicant']
const pages = readManifest().filter((route) => route.hasPage).flatMap((route) => {
  const viewer = viewers.find((role) => expectedFor(route.id, role) === 200)
  return viewer === undefined ? [] : [{ id: route.id, viewer }]
})

/** The tests of one colour scheme, a page at both widths. One half of them a file, as two files run at once. */
export function lookAtPages(colorScheme: 'light' | 'dark'): void {
  let server: Server
  let browsers: Browsers
  let database: pg.Client
  beforeAll(async () => {
    server = await bootServer()
    browsers = await openBrowser()
    database = new pg.Client({ connectionString: server.databaseUrl })
    await database.connect()
  })
  afterAll(async () => {
    await database.end()
    await browsers.close()
    await server.remove()
  })

  describe(`${colorScheme}, 320 and 1280 wide`, () => {
    const people = new Map<Role, Visitor>()
    afterEach(() => expect([...people.values()].flatMap((v) => v.watch.faults())).toEqual([]))
    afterAll(() => browsers.expectClean())

    test.each(pages)('$id as $viewer', async ({ id, viewer }) => {
      const visitor = people.get(viewer) ?? (await browsers.visitor(server.url, { email: roles[viewer], colorScheme, viewport: { width: 320, height: 800 } }))
      people.set(viewer, visitor)
      const { page } = visitor
      await page.setViewportSize({ width: 320, height: 800 })
      await page.goto(await addressOf(id, database))
      await hydrated(page)
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        expect([width, await barriers(page)]).toEqual([width, []])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    })
  })

  test('a page with barriers is caught', async () => {
    const { page, watch } = await browsers.visitor(server.url)
    await page.goto('/login')
    await hydrated(page)
    await page.evaluate(() => {
      document.querySelector('main')!.insertAdjacentHTML('beforeend', '<img src="/icon.svg"><div class="wide"></div><input name="nameless">')
      Object.assign(document.querySelector<HTMLElement>('.wide')!.style, { width: '3000px', height: '1px' })
    })
    expect((await barriers(page)).map((b) => b.rule).toSorted()).toEqual(expect.arrayContaining(['image-alt', 'label']))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(1280)
    await page.evaluate('console.error("something broke")')
    await expect.poll(() => watch.faults()).toEqual([expect.stringContaining('something broke')])
    watch.forgive(/something broke/)
    await browsers.expectClean()
  })
}
