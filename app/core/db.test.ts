import pg from 'pg'
import { expect, test } from 'vitest'
import { clock, testUrl } from '../../prisma/testing/index.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import { createDb } from './db.server.ts'

/** The driver sends and reads times without their zone, so a session in another zone would move every instant by hours. */
test('an instant is the same for us, for the server and for any other client, whatever zone the server keeps', async () => {
  const owner = new pg.Client({ connectionString: testUrl() })
  await owner.connect()
  await owner.query(`do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'Asia/Tokyo'); end $$`)
  const db = createDb(testUrl(), 1, () => {})
  try {
    const now = clock.now()
    const member = await makeMember(db, { createdAt: now })
    const { rows } = await owner.query<{ at: Date }>('select created_at as at from member where id = $1', [member.id])
    expect(rows[0]?.at).toEqual(now)
    expect((await db.member.findUniqueOrThrow({ where: { id: member.id } })).createdAt).toEqual(now)
    const [seen] = await db.$queryRaw<{ same: boolean }[]>`select created_at = ${now.toISOString()}::timestamptz and created_at = ${now}::timestamptz as same from member where id = ${member.id}::uuid`
    expect(seen).toEqual({ same: true })
  } finally {
    await db.$disconnect()
    await owner.end()
  }
})

test('a raw statement reads and writes what Prisma would, and inside a transaction it belongs to it', async () => {
  const db = createDb(testUrl(), 2, () => {})
  try {
    const at = clock.now()
    const member = await makeMember(db, { createdAt: at })
    const read = (of: Pick<typeof db, '$queryRaw'>) => of.$queryRaw<unknown[]>`
      select id, created_at as at, 5::int8 as big, 5::int4 as small, 1.5::float8 as part, '{"a":[1]}'::jsonb as doc, array['髙', 'b'] as texts, array[1, 2] as numbers, array[${member.id}::uuid] as ids, null::text as nothing,
        date '2021-03-31' as day, timestamp '2021-03-31 12:00' as local, true as yes, status, array[status] as statuses
      from member where id = any(${[member.id]}::uuid[]) and created_at >= ${at} and ${Prisma.sql`display_name = ${member.displayName}`} limit ${1}`
    const plain = await read(db)
    expect(plain).toHaveLength(1)
    expect(plain).toMatchObject([{ id: member.id, at, big: 5n, small: 5, doc: { a: [1] }, texts: ['髙', 'b'], ids: [member.id], day: new Date('2021-03-31T00:00:00Z'), local: new Date('2021-03-31T12:00:00Z') }])
    await db.$transaction(async (tx) => {
      expect(await read(tx)).toEqual(plain)
      await tx.$executeRaw`update member set display_name = 'seen inside only' where id = ${member.id}::uuid`
      const name = (of: Pick<typeof db, '$queryRaw'>) => of.$queryRaw<{ name: string }[]>`select display_name as name from member where id = ${member.id}::uuid`
      expect(await name(tx)).toEqual([{ name: 'seen inside only' }])
      expect(await name(db)).toEqual([{ name: member.displayName }])
    })
    expect(await db.$executeRaw`update member set display_name = ${'と'} where id = ${member.id}::uuid`).toBe(1)
  } finally {
    await db.$disconnect()
  }
})
