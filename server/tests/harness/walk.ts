import pg from 'pg'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Browsers, openBrowser } from './browser.ts'
import { bootServer, type Server, type ServerOptions } from './server.ts'

/** The product, a browser, and the product's database (where it is a shared one): there from the first test of a file to its last. */
export type Walk = { readonly server: Server; readonly browsers: Browsers; readonly database: pg.Client }

/** For the top of a file of browser tests. After each of them its windows are closed, and nothing may have gone wrong in one. */
export function walkProduct(options: ServerOptions = {}): Walk {
  const walk = {} as { -readonly [K in keyof Walk]: Walk[K] }
  beforeAll(async () => {
    walk.server = await bootServer(options)
    walk.browsers = await openBrowser()
    if (walk.server.databaseUrl === undefined) return
    walk.database = new pg.Client({ connectionString: walk.server.databaseUrl })
    await walk.database.connect()
  })
  afterEach(() => walk.browsers.expectClean())
  afterAll(async () => {
    if (walk.server?.databaseUrl !== undefined) await walk.database.end()
    await walk.browsers.close()
    await walk.server.remove()
  })
  return walk
}
