/** A place that grows to a million posts, shared by the parts that need one. */
import { createHash, randomBytes } from 'node:crypto'
import { createDb } from '../app/core/db.server.ts'
import { load } from '../prisma/load/index.ts'
import type { Person } from './crowd.ts'
import { type Product, startProduct } from './product.ts'

export type Big = {
  product: Product
  /** A member since its first day, who writes much. */
  reader: Person
  longestTopic: string
  /** Adds posts until there are so many. */
  growTo(posts: number): Promise<void>
}

const MEMBERS = 10_000

/** A product with so many members and posts, in the first `boards` of its boards, and one of those members signed in. */
export async function startGrown(posts: number, members: number, boards?: number): Promise<Big> {
  const product = await startProduct()
  let now = 0
  let seed = 0
  const made: { reader?: Person; longestTopic?: string } = {}
  const big = {
    product,
    async growTo(wanted: number) {
      if (wanted <= now) return
      process.stdout.write(`  … ${(wanted - now).toLocaleString('en')} posts`)
      const loaded = await load(product.databaseUrl, { size: { members: seed === 0 ? members : 10, posts: wanted - now }, seed: ++seed, ...(boards !== undefined && { boards }) })
      process.stdout.write(` in ${loaded.seconds.toFixed(0)} s (${Math.round(loaded.rows / loaded.seconds).toLocaleString('en')} rows/s)\n`)
      now = wanted
      made.longestTopic = loaded.longestTopic
      made.reader ??= await signIn(product.databaseUrl, loaded.memberIds[3] ?? '')
    },
  }
  await big.growTo(posts)
  return { ...big, get reader() { return made.reader ?? { id: '', cookie: '' } }, get longestTopic() { return made.longestTopic ?? '' } }
}

/** Somebody who is there already, with a session. */
export async function signIn(databaseUrl: string, memberId: string): Promise<Person> {
  const db = createDb(databaseUrl, 1, () => {})
  const token = Array.from(randomBytes(40), (b) => 'abcdefghijklmnopqrstuvwxyz234567'[b % 32]).join('')
  const now = new Date()
  await db.session.create({ data: { tokenHash: createHash('sha256').update(token).digest('hex'), memberId, createdAt: now, expiresAt: new Date(now.getTime() + 86_400_000) } })
  await db.$disconnect()
  return { id: memberId, cookie: `enishi=${token}` }
}

let shared: Promise<Big> | undefined
/** The one that grows; it begins with `posts`. */
export async function bigPlace(posts: number): Promise<Big> {
  shared ??= startGrown(posts, MEMBERS)
  const big = await shared
  await big.growTo(posts)
  return big
}

export async function removeBigPlace(): Promise<void> {
  await (await shared)?.product.remove()
  shared = undefined
}

/** Asks for a page once. Out: milliseconds until it is there whole. */
export async function timeOf(big: Pick<Big, 'product' | 'reader'>, path: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(big.product.url + path, { headers: { cookie: big.reader.cookie, accept: 'text/html' } })
  await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - began
}
