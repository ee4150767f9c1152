/** Many signed-in members, written straight into the database. */
import { createHash, randomBytes } from 'node:crypto'
import { createDb } from '../app/core/db.server.ts'
import { newId } from '../app/core/ids.ts'

export type Person = { id: string; cookie: string }

/** Makes `count` members with a session each. Out: their ids and cookies. */
export async function makeCrowd(databaseUrl: string, count: number): Promise<Person[]> {
  const db = createDb(databaseUrl, 2, () => {})
  const now = new Date()
  const people = Array.from({ length: count }, (_, i) => ({ id: newId(), token: Array.from(randomBytes(40), (b) => 'abcdefghijklmnopqrstuvwxyz234567'[b % 32]).join(''), n: i }))
  await db.member.createMany({
    data: people.map(({ id, n }) => ({ id, email: `crowd-${id}@example.com`, status: 'active' as const, handle: `crowd-${id}`, familyName: '群', givenName: `衆${n}`, familyKana: 'ぐん', givenKana: 'しゅう', displayName: `群 衆${n}`, kana: 'ぐん しゅう', createdAt: now, approvedAt: now, readBefore: now })),
  })
  await db.session.createMany({ data: people.map(({ id, token }) => ({ tokenHash: createHash('sha256').update(token).digest('hex'), memberId: id, createdAt: now, expiresAt: new Date(now.getTime() + 86_400_000) })) })
  await db.$disconnect()
  return people.map(({ id, token }) => ({ id, cookie: `enishi=${token}` }))
}
