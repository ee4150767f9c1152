import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeMail } from '../../../prisma/factories/notifications.ts'
import { audits, clock, emptyDb, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { guest } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { countMailProblems, listMailProblems, resendMail } from './mail-ledger.server.ts'

const db = testDb
beforeEach(emptyDb)

test('staff see which mails need them, and neither words nor addresses', async () => {
  const haruka = await makeMember(db(), { displayName: '浜岸 遥香' })
  await makeMail(db(), { status: 'unknown', kind: 'event.registered', memberId: haruka.id, to: 'haruka@example.com', subject: '秘密の件名', text: '秘密の本文' })
  await makeMail(db(), { status: 'failed', to: 'new@example.com' })
  for (const status of ['queued', 'sending', 'sent', 'suppressed'] as const) await makeMail(db(), { status })
  const ctx = testCtx(await makeMember(db(), { role: 'hr_admin' }))
  const { items } = await listMailProblems(ctx, null)
  expect(items).toMatchObject([{ status: 'failed', member: null }, { status: 'unknown', kind: 'event.registered', member: { name: '浜岸 遥香' } }])
  expect(JSON.stringify(items)).not.toMatch(/秘密|@example/)
  expect(await countMailProblems(ctx)).toBe(2)
  for (const who of [testCtx(haruka), testCtx(guest)]) {
    await expect(listMailProblems(who, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(countMailProblems(who)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('paged by key', async () => {
  for (let i = 0; i < 41; i++) await makeMail(db(), { status: 'failed', kind: String(i), createdAt: new Date(clock.now().getTime() + Math.floor(i / 4) * 1000) })
  const ctx = testCtx(await makeMember(db(), { role: 'moderator' }))
  const kinds: string[] = []
  let cursor: string | null = null
  do {
    const page = await listMailProblems(ctx, cursor)
    kinds.push(...page.items.map((m) => m.kind))
    cursor = page.next
  } while (cursor !== null)
  expect(new Set(kinds).size).toBe(41)
  expect(kinds).toHaveLength(41)
})

test('sending again is for the desk, once, and in the audit trail', async () => {
  const mail = await makeMail(db(), { status: 'unknown', kind: 'digest' })
  const staff = await makeMember(db(), { role: 'moderator' })
  const input = { commandId: randomId(), id: mail.id }
  await expect(resendMail(testCtx(await makeMember(db())), input)).rejects.toMatchObject({ code: 'not_found' })
  await resendMail(testCtx(staff), input)
  await resendMail(testCtx(staff), input)
  expect((await db().mail.findUniqueOrThrow({ where: { id: mail.id } })).status).toBe('queued')
  expect(await jobs('mail.send')).toMatchObject([{ payload: { mailId: mail.id } }])
  expect(await audits('mail.resent')).toMatchObject([{ actorId: staff.id, subjectId: mail.id, detail: { kind: 'digest', was: 'unknown' } }])
  await expect(resendMail(testCtx(staff), { ...input, commandId: randomId() })).rejects.toMatchObject({ code: 'conflict' })
  await expect(resendMail(testCtx(staff), { commandId: randomId(), id: randomId() })).rejects.toMatchObject({ code: 'not_found' })
})
