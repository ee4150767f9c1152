import pg from 'pg'
import { expect, test } from 'vitest'
import { clock, testUrl } from '../../prisma/testing/index.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
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
