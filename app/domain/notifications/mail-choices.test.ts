import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeMail, makeMailChoice } from '../../../prisma/factories/notifications.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { mailboxTransport } from '../../../workers/transport.ts'
import { guest, system } from '../../core/actor.ts'
import { newId, randomId } from '../../core/ids.ts'
import { readChoices, readUnsubscribe, recordChoice, setChoice, unsubscribe } from './mail-choices.server.ts'
import { sendMail } from './send-mail.server.ts'
import { unsubscribeToken } from './unsubscribe-token.server.ts'

const db = testDb
const digestOf = async (memberId: string) => (await db().mailChoice.findUnique({ where: { memberId_list: { memberId, list: 'digest' } } }))?.isOn
const token = (memberId: string, list: 'digest' | 'reminders' = 'digest') => unsubscribeToken(testCtx(), list, memberId)

test('a hundred looks stop nothing; one press stops it, and again is fine', async () => {
  const member = await makeMember(db())
  await makeMailChoice(db(), member)
  const { done } = await concurrently(100, () => readUnsubscribe(testCtx(guest), token(member.id)))
  expect(done).toHaveLength(100)
  expect(done[99]).toEqual({ list: 'digest', isOn: true })
  expect(await digestOf(member.id)).toBe(true)

  await concurrently(5, () => unsubscribe(testCtx(guest), token(member.id)))
  expect(await digestOf(member.id)).toBe(false)
  expect(await readUnsubscribe(testCtx(guest), token(member.id))).toEqual({ list: 'digest', isOn: false })
  expect(await db().mailChoice.findMany({ where: { memberId: member.id } })).toMatchObject([{ list: 'digest', source: 'one_click', at: clock.now() }])
})

test('a forged token stops nothing', async () => {
  const [member, other] = [await makeMember(db()), await makeMember(db())]
  await makeMailChoice(db(), member)
  await makeMailChoice(db(), other)
  const good = token(member.id)
  const [, , signature] = good.split('.')
  const forged = [`digest.${other.id}.${signature}`, `reminders.${member.id}.${signature}`, `digest.${member.id}.${'A'.repeat(43)}`, good.slice(0, -1), `${good}x`, `digest.${member.id}`, '', 'x', '../../..', good.replace('digest', 'all')]
  for (const bad of forged) {
    await expect(unsubscribe(testCtx(guest), bad)).rejects.toMatchObject({ code: 'not_found' })
    await expect(readUnsubscribe(testCtx(guest), bad)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect([await digestOf(member.id), await digestOf(other.id)]).toEqual([true, true])
  expect(await db().mailChoice.count({ where: { memberId: { in: [member.id, other.id] } } })).toBe(2)
  // The control: with the genuine one it does.
  await unsubscribe(testCtx(guest), good)
  expect(await digestOf(member.id)).toBe(false)
})

test('a genuine token of a member who is no more is not found', async () => {
  await expect(unsubscribe(testCtx(guest), token(newId()))).rejects.toMatchObject({ code: 'not_found' })
})

test('another list stays as it is', async () => {
  const member = await makeMember(db())
  await makeMailChoice(db(), member)
  await unsubscribe(testCtx(guest), token(member.id, 'reminders'))
  expect(await readChoices(testCtx(member))).toEqual({ digest: true, reminders: false, news: true })
})

test('a digest that was queued already is held back', async () => {
  const member = await makeMember(db())
  await makeMailChoice(db(), member)
  const [before, after] = [await makeMail(db(), { memberId: member.id, list: 'digest' }), await makeMail(db(), { memberId: member.id, list: 'digest' })]
  const mailbox = mailboxTransport(() => testCtx(system))
  await sendMail(testCtx(system), mailbox, { mailId: before.id, isLastTry: false })
  await unsubscribe(testCtx(guest), token(member.id))
  await sendMail(testCtx(system), mailbox, { mailId: after.id, isLastTry: false })
  expect((await db().mail.findMany({ where: { memberId: member.id }, orderBy: { id: 'asc' } })).map((m) => m.status)).toEqual(['sent', 'suppressed'])
})

test('a member turns a list on again; the word and its place are kept', async () => {
  const member = await makeMember(db())
  const ctx = testCtx(member)
  expect(await readChoices(ctx)).toEqual({ digest: false, reminders: true, news: true })
  await unsubscribe(testCtx(guest), token(member.id))
  const input = { commandId: randomId(), list: 'digest' as const, isOn: true }
  await setChoice(ctx, input)
  await setChoice(ctx, input)
  expect((await readChoices(ctx)).digest).toBe(true)
  expect(await db().mailChoice.findMany({ where: { memberId: member.id } })).toMatchObject([{ source: 'preferences', isOn: true }])
})

test('saying the same again keeps the time of the first word', async () => {
  const member = await makeMember(db())
  const say = () => testCtx(system).tx((tx) => recordChoice(tx, { memberId: member.id, list: 'digest', isOn: true, source: 'join' }))
  await say()
  const said = clock.now()
  clock.advance(60_000)
  await say()
  expect(await db().mailChoice.findMany({ where: { memberId: member.id } })).toMatchObject([{ at: said, source: 'join' }])
})
