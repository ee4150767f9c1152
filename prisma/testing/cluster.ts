import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The PostgreSQL server of a test run, as its workers get it. */
export type TestCluster = {
  /** The owner's address. */
  url: string
  /** The address for the role of web and workers, which may not change the schema or the audit trail. */
  appUrl: string
  /** Name of the migrated database without rows. */
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
    /** Name of the database with the demo in it, that nobody has used yet; where the product is tested. */
    demo: string
  }
}

/** The address of another database of the same server. */
export function urlOf(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/**
 * A copy of a database nobody is connected to: a migrated one without rows unless another is named. Its files are copied as they are,
 * a sixth of the work of writing every block to the log first; they go with the server at the end of the run, because deleting
 * hundreds of files makes the next hundreds slow to create. Out: its name, and its address for the owner and for web and workers.
 */
export async function cloneTemplate(cluster: TestCluster, template = cluster.template): Promise<{ name: string; url: string; appUrl: string }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const owner = new pg.Client({ connectionString: cluster.url })
  await owner.connect()
  try {
    await owner.query(`create database ${name} template ${template} strategy file_copy`)
  } finally {
    await owner.end()
  }
  return { name, url: urlOf(cluster.url, name), appUrl: urlOf(cluster.appUrl, name) }
}
