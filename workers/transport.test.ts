import { once } from 'node:events'
import type net from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { system } from '../app/core/actor.ts'
import { type MailTransport, sendMail } from '../app/domain/notifications/index.server.ts'
import { makeMail } from '../prisma/factories/notifications.ts'
import { testCtx, testDb } from '../prisma/testing/index.ts'
import { smtpTransport } from './transport.ts'

let server: SMTPServer | undefined
const lines = new Set<net.Socket>()
afterEach(async () => {
  if (server) await new Promise<void>((resolve) => server?.close(() => resolve()))
  server = undefined
})

async function listen(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<MailTransport> {
  const own = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], ...options })
  own.on('error', () => {})
  own.server.on('connection', (line: net.Socket) => lines.add(line))
  own.listen(0, '127.0.0.1')
  await once(own.server, 'listening')
  server = own
  return smtpTransport(`smtp://127.0.0.1:${(own.server.address() as net.AddressInfo).port}`)
}
const cutLines = () => {
  for (const line of lines) line.destroy()
  lines.clear()
}
/** What becomes of a mail in the ledger. */
async function fate(transport: MailTransport): Promise<string> {
  const { id } = await makeMail(testDb())
  await sendMail(testCtx(system), transport, { mailId: id, isLastTry: false }).catch(() => {})
  transport.close()
  return (await testDb().mail.findUniqueOrThrow({ where: { id } })).status
}

test('delivered', async () => {
  const got: Buffer[] = []
  expect(await fate(await listen({ onData: (stream, _, done) => { stream.on('data', (d: Buffer) => got.push(d)); stream.on('end', () => done()) } }))).toBe('sent')
  expect(await PostalMime.parse(Buffer.concat(got))).toMatchObject({ subject: '件名', text: '本文\n' })
})

test('refused for now: to be tried again', async () => {
  expect(await fate(await listen({ onRcptTo: (_, __, done) => done(Object.assign(new Error('later'), { responseCode: 451 })) }))).toBe('queued')
})

test('refused for ever: failed', async () => {
  expect(await fate(await listen({ onData: (stream, _, done) => { stream.resume(); stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 }))) } }))).toBe('failed')
})

test('the line breaks before the message is given: to be tried again', async () => {
  expect(await fate(await listen({ onRcptTo: cutLines }))).toBe('queued')
})

test('the line breaks when the message has been given: nobody can know', async () => {
  expect(await fate(await listen({ onData: (stream) => { stream.resume(); stream.on('end', cutLines) } }))).toBe('unknown')
})

test('nobody listens: to be tried again', async () => {
  const transport = await listen({})
  await new Promise<void>((resolve) => server?.close(() => resolve()))
  server = undefined
  expect(await fate(transport)).toBe('queued')
})
