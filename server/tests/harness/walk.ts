import pg from 'pg'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Browsers, openBrowser } from './browser.ts'
import { bootServer, type Server } from './server.ts'

/** The product, a browser, and the product's database: there from the first test of a file to its last. */
export type Walk = { readonly server: Server; readonly browsers: Browsers; readonly database: pg.Client }

/** For the top of a file of browser tests. After each of them its windows are closed, and nothing may have gone wrong in one. */
export function walkProduct(): Walk {
  const walk = {} as { -readonly [K in keyof Walk]: Walk[K] }
  beforeAll(async () => {
    walk.server = await bootServer()
    walk.browsers = await openBrowser()
    walk.database = new pg.Client({ connectionString: walk.server.databaseUrl })
    await walk.database.connect()
  })
  afterEach(() => walk.browsers.expectClean())
  afterAll(async () => {
    await walk.database.end()
    await walk.browsers.close()
    await walk.server.remove()
  })
  return walk
}
