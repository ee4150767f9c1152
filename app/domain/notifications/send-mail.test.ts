import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { mailboxTransport } from '../../../workers/transport.ts'
import { system } from '../../core/actor.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeMail, makeMailChoice } from '../../../prisma/factories/notifications.ts'
import { DeliveryError } from './delivery-error.ts'
import type { MailTransport, OutgoingMail } from './mail-transport.ts'
import { queueMail, queueMails } from './queue-mail.server.ts'
import { sendMail } from './send-mail.server.ts'

const ctx = () => testCtx(system)
const db = testDb
const statusOf = async (id: string) => (await db().mail.findUniqueOrThrow({ where: { id } })).status
const inbox = async (messagePart: string) => Promise.all((await db().devMail.findMany({ where: { messageId: { contains: messagePart } } })).map((m) => PostalMime.parse(m.raw)))

/** A transport that keeps what it is given and does what the test says. */
function fakeTransport(over: Partial<MailTransport> = {}): MailTransport & { sent: OutgoingMail[] } {
  const sent: OutgoingMail[] = []
  return { isIdempotent: false, send: async (mail) => void sent.push(mail), close() {}, ...over, sent }
}

describe('the ledger', () => {
  test('the same key twice is one mail and one job', async () => {
    const mail = { to: 'a@example.com', kind: 'test', dedupeKey: 'twice', subject: 's', text: 't', html: 'h' }
    const { done } = await concurrently(5, () => ctx().tx((tx) => queueMail(tx, mail)))
    expect(done.filter(Boolean)).toHaveLength(1)
    const rows = await db().mail.findMany({ where: { dedupeKey: 'twice' } })
    expect(rows).toHaveLength(1)
    expect(await jobs('mail.send')).toMatchObject([{ queue: 'mail', payload: { mailId: rows[0]!.id } }])
  })

  test('a mail whose transaction fails never was', async () => {
    await expect(ctx().tx(async (tx) => {
      await queueMail(tx, { to: 'a@example.com', kind: 'test', dedupeKey: 'rolled back', subject: 's', text: 't', html: 'h' })
      throw new Error('no')
    })).rejects.toThrow('no')
    expect(await db().mail.count({ where: { dedupeKey: 'rolled back' } })).toBe(0)
  })

  test('what could be read as two recipients is kept as failed, and the others go', async () => {
    const mails = ['x@example.com\r\nBcc: y@example.com', 'ok@example.com'].map((to, i) => ({ to, kind: 'test', dedupeKey: `list ${i}`, subject: 's', text: 't', html: 'h' }))
    await ctx().tx((tx) => queueMails(tx, mails))
    expect(await db().mail.findMany({ where: { dedupeKey: { startsWith: 'list ' } }, orderBy: { dedupeKey: 'asc' }, select: { status: true } })).toEqual([{ status: 'failed' }, { status: 'queued' }])
  })
})

describe('sending', () => {
  test('a mail arrives with both parts, and its words are forgotten', async () => {
    const haruka = await makeMember(db(), { displayName: '浜岸 遥香', email: 'haruka@example.com' })
    const { id } = await makeMail(db(), { memberId: haruka.id, subject: '【重要】お申し込みを受け付けました', text: 'お申し込みを受け付けました。\n', html: '<p>お申し込みを<b>受け付けました</b>。</p>', attachments: [{ filename: 'invite.ics', contentType: 'text/calendar; charset=utf-8; method=REQUEST', content: 'BEGIN:VCALENDAR\r\nSUMMARY:介護と仕事\r\nEND:VCALENDAR\r\n' }] })
    await sendMail(ctx(), mailboxTransport(ctx), { mailId: id, isLastTry: false })
    const [mail] = await inbox(id)
    expect(mail).toMatchObject({ subject: '【重要】お申し込みを受け付けました', from: { name: 'Enishi', address: 'no-reply@example.com' }, to: [{ name: '浜岸 遥香', address: 'haruka@example.com' }], text: 'お申し込みを受け付けました。\n', messageId: `<${id}@localhost>` })
    expect(mail?.html).toContain('<b>受け付けました</b>')
    expect(mail?.attachments).toMatchObject([{ filename: 'invite.ics', mimeType: 'text/calendar', method: 'REQUEST' }])
    expect(mail?.headers.find((h) => h.key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(mail?.headers.some((h) => h.key.startsWith('list-'))).toBe(false)
    expect(await db().mail.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'sent', to: 'haruka@example.com', text: '', html: '', attachments: [], messageId: `<${id}@localhost>` })
  })

  test('without MAIL_FROM the organisation writes from the host of the place', async () => {
    await db().organisation.create({ data: { id: 1, name: 'みやぎアルムナイ"ネット\r\nX: y', shortName: 'みやぎ', office: '事務局', officeHours: '平日' } })
    const { id } = await makeMail(db())
    await sendMail(testCtx(system, { place: { mailFrom: '', publicUrl: 'https://alumni.example.jp' } }), mailboxTransport(ctx), { mailId: id, isLastTry: false })
    const [mail] = await inbox(id)
    expect(mail?.from).toEqual({ name: 'みやぎアルムナイ"ネット X: y', address: 'no-reply@alumni.example.jp' })
    await db().organisation.deleteMany()
  })

  test('a mail goes to the address its member has now', async () => {
    const member = await makeMember(db(), { email: 'before@example.com' })
    await ctx().tx((tx) => queueMail(tx, { memberId: member.id, kind: 'test', dedupeKey: 'moved', subject: 's', text: 't', html: 'h' }))
    await db().member.update({ where: { id: member.id }, data: { email: 'after@example.com' } })
    const transport = fakeTransport()
    const { id } = await db().mail.findUniqueOrThrow({ where: { dedupeKey: 'moved' } })
    await sendMail(ctx(), transport, { mailId: id, isLastTry: false })
    expect(transport.sent.map((m) => m.to.address)).toEqual(['after@example.com'])
  })

  test('a repeated job sends nothing twice, ten at once neither', async () => {
    const { id } = await makeMail(db())
    const transport = fakeTransport()
    await concurrently(10, () => sendMail(ctx(), transport, { mailId: id, isLastTry: false }))
    await sendMail(ctx(), transport, { mailId: id, isLastTry: false })
    expect(transport.sent).toHaveLength(1)
  })

  test('bulk mail can be stopped with one click, and what was queued before stays behind', async () => {
    const member = await makeMember(db())
    await makeMailChoice(db(), member)
    const [first, second] = [await makeMail(db(), { memberId: member.id, list: 'digest' }), await makeMail(db(), { memberId: member.id, list: 'digest' })]
    await sendMail(ctx(), mailboxTransport(ctx), { mailId: first.id, isLastTry: false })
    const [mail] = await inbox(first.id)
    const header = (key: string) => mail?.headers.find((h) => h.key === key)?.value
    expect(header('list-unsubscribe')).toMatch(/^<http:\/\/localhost:3000\/unsubscribe\/digest\.[\w.-]+>$/)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    await db().mailChoice.update({ where: { memberId_list: { memberId: member.id, list: 'digest' } }, data: { isOn: false } })
    await sendMail(ctx(), mailboxTransport(ctx), { mailId: second.id, isLastTry: false })
    expect(await inbox(second.id)).toEqual([])
    expect(await db().mail.findUniqueOrThrow({ where: { id: second.id } })).toMatchObject({ status: 'suppressed', error: 'unsubscribed', text: '' })
  })

  test('a suppressed address is never written to, whatever the case of its letters', async () => {
    await db().mailSuppression.create({ data: { address: 'dead@example.com', list: 'all', reason: 'no such address', createdAt: new Date() } })
    const { id } = await makeMail(db(), { to: 'Dead@Example.com' })
    const transport = fakeTransport()
    await sendMail(ctx(), transport, { mailId: id, isLastTry: false })
    expect(transport.sent).toEqual([])
    expect(await statusOf(id)).toBe('suppressed')
  })
})

describe('when it does not work', () => {
  const failing = (error: Error) => fakeTransport({ send: async () => { throw error } })

  test('for now: queued again and thrown, until the last try', async () => {
    const { id } = await makeMail(db())
    await expect(sendMail(ctx(), failing(new DeliveryError('temporary', '451')), { mailId: id, isLastTry: false })).rejects.toThrow('451')
    expect(await statusOf(id)).toBe('queued')
    await sendMail(ctx(), failing(new DeliveryError('temporary', '451')), { mailId: id, isLastTry: true })
    expect(await statusOf(id)).toBe('failed')
  })

  test('for ever: failed, and an address that does not exist is suppressed', async () => {
    const { id } = await makeMail(db(), { to: 'Nobody@example.com' })
    await sendMail(ctx(), failing(new DeliveryError('permanent', '550 5.1.1', { isBadAddress: true })), { mailId: id, isLastTry: false })
    expect(await statusOf(id)).toBe('failed')
    expect(await db().mailSuppression.findMany({ where: { address: 'nobody@example.com' } })).toMatchObject([{ list: 'all' }])
  })

  test('nobody can know: unknown, and not sent again', async () => {
    const { id } = await makeMail(db())
    await sendMail(ctx(), failing(new DeliveryError('unknown', 'ECONNECTION')), { mailId: id, isLastTry: false })
    expect(await statusOf(id)).toBe('unknown')
    const transport = fakeTransport()
    await sendMail(ctx(), transport, { mailId: id, isLastTry: false })
    expect(transport.sent).toEqual([])
  })

  test('a worker that died while sending: unknown on SMTP, sent again where that changes nothing', async () => {
    const [plain, keyed] = [await makeMail(db(), { status: 'sending' }), await makeMail(db(), { status: 'sending' })]
    const smtp = fakeTransport()
    await sendMail(ctx(), smtp, { mailId: plain.id, isLastTry: false })
    expect(smtp.sent).toEqual([])
    expect(await statusOf(plain.id)).toBe('unknown')
    const mailbox = mailboxTransport(ctx)
    await sendMail(ctx(), mailbox, { mailId: keyed.id, isLastTry: false })
    await db().mail.update({ where: { id: keyed.id }, data: { status: 'sending', text: 't', html: 'h' } })
    await sendMail(ctx(), mailbox, { mailId: keyed.id, isLastTry: false })
    expect(await statusOf(keyed.id)).toBe('sent')
    expect(await inbox(keyed.id)).toHaveLength(1)
  })
})
