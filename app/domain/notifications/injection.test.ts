import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { testCtx, testDb } from '../../../prisma/testing/index.ts'
import { mailboxTransport } from '../../../workers/transport.ts'
import { system } from '../../core/actor.ts'
import { composeMail } from './compose-mail.ts'
import { queueMail } from './queue-mail.server.ts'
import { sendMail } from './send-mail.server.ts'

/** Strings that have broken mail programs: line breaks of every kind around headers, encoded words, quotes, boundaries, controls, scripts of the world. */
const breaks = ['\r\n', '\n', '\r', '\n\r', '\r\n\r\n', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c', '\u0000', '%0d%0a', '\\r\\n', '&#13;&#10;', '\u560a', '嘊嘍', '=0D=0A']
const payloads = ['Bcc: evil@example.com', 'To: evil@example.com', 'Content-Type: text/html\r\n\r\n<script>alert(1)</script>', 'X-Evil: 1', ' folded', '.\r\nRCPT TO:<evil@example.com>', '--boundary--', 'Subject: second']
const nasty = [
  ...breaks.flatMap((b) => payloads.map((p) => `件名${b}${p}`)),
  '=?utf-8?B?QmNjOiBldmlsQGV4YW1wbGUuY29t?=', '=?utf-8?Q?=0D=0ABcc:_evil@example.com?=', '"; evil@example.com', '<evil@example.com>', 'a, evil@example.com', 'evil@example.com; b', '(comment) evil@example.com', '\\" <evil@example.com>,', 'undefined:;', 'group: evil@example.com;',
  '𠮷廣 葛󠄀城野 髙﨑', '👩‍👩‍👧‍👦🏳️‍🌈', '؀؁؂ مرحبا', '\u202eevil', 'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮', '\ud83d', '\ufeff\u200b', "'; drop table mail; --", '<script>alert(1)</script>', '{{name}}', '${name}', '%s%n', '.', '..', 'From ', '-'.repeat(2000), 'あ'.repeat(2000), '',
]

/** The headers of a mail that says nothing nasty: every other mail has exactly these. */
const names = (mail: Email) => mail.headers.map((h) => h.key).sort()
const db = testDb

async function sendTo(from: string, name: string, subject: string, file: string, to?: string): Promise<Email> {
  const member = await makeMember(db(), { displayName: name.replaceAll('\u0000', '') })
  const dedupeKey = member.id
  const parts = composeMail({ lng: 'ja', salutation: name, blocks: [{ p: subject }, { items: [{ text: subject, href: subject }] }, { button: name, href: name }], footer: [subject] }, 'http://localhost:3000')
  const ctx = testCtx(system, { place: { mailFrom: from } })
  await ctx.tx((tx) => queueMail(tx, {
    ...(to === undefined ? { memberId: member.id } : { to }), kind: 'test', dedupeKey, subject: subject.replaceAll('\u0000', ''), text: parts.text.replaceAll('\u0000', ''), html: parts.html,
    attachments: [{ filename: file.replaceAll('\u0000', ''), contentType: 'text/plain; charset=utf-8', content: 'x' }],
  }))
  const { id, status } = await db().mail.findUniqueOrThrow({ where: { dedupeKey } })
  if (status === 'failed') return PostalMime.parse('')
  await sendMail(ctx, mailboxTransport(() => ctx), { mailId: id, isLastTry: false })
  const sent = await db().devMail.findMany({ where: { messageId: { contains: id } } })
  expect(sent).toHaveLength(1)
  return PostalMime.parse(sent[0]!.raw)
}

function expectOneMail(mail: Email, plain: string[], address: string): void {
  expect(names(mail)).toEqual(plain)
  expect(mail.to?.map((t) => t.address)).toEqual([address])
  expect(mail.cc ?? []).toEqual([])
  expect(mail.bcc ?? []).toEqual([])
  expect(mail.attachments).toHaveLength(1)
  expect(mail.html).not.toMatch(/<script/i)
  expect([...(mail.html ?? '').matchAll(/href="([^"]*)"/g)].every((m) => m[1]?.startsWith('http://localhost:3000/'))).toBe(true)
}

test('names, subjects, titles and file names never become headers or recipients', async () => {
  const plain = names(await sendTo('Enishi <no-reply@example.com>', '浜岸 遥香', '件名', 'invite.ics'))
  expect(plain).toContain('subject')
  for (const text of nasty) {
    const mail = await sendTo('Enishi <no-reply@example.com>', text, text, text)
    const member = await db().member.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { email: true } })
    expectOneMail(mail, plain, member.email)
    expect(mail.from?.address).toBe('no-reply@example.com')
  }
}, 120_000)

test('an address is one recipient or none at all', async () => {
  for (const to of nasty.map((text) => `haruka@example.com${text.replaceAll('\u0000', '')}`)) {
    const mail = await sendTo('Enishi <no-reply@example.com>', 'x', 'x', 'x', to)
    expect((mail.to ?? []).length).toBeLessThanOrEqual(1)
    expect(mail.to?.[0]?.address ?? to).toBe(to)
    expect(mail.headers.some((h) => h.key === 'bcc' || h.key === 'x-evil')).toBe(false)
  }
}, 60_000)

test('whatever text: a subject comes back as one line, a mail stays one mail', async () => {
  const plain = names(await sendTo('Enishi <no-reply@example.com>', '浜岸 遥香', '件名', 'invite.ics'))
  const text = fc.string({ unit: fc.oneof(fc.constantFrom('\r', '\n', ':', ' ', ',', '<', '>', '@', '=', '?', '"', '\u0085', 'あ', '𠮷'), fc.integer({ min: 1, max: 0xd7ff }).map((n) => String.fromCodePoint(n))), maxLength: 120 })
  await fc.assert(fc.asyncProperty(text, text, async (name, subject) => {
    const mail = await sendTo('Enishi <no-reply@example.com>', name, subject, name)
    const member = await db().member.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { email: true } })
    expectOneMail(mail, plain, member.email)
    expect(mail.subject ?? '').not.toMatch(/[\r\n]/)
  }), { numRuns: 60 })
}, 120_000)
