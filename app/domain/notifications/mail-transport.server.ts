/** How a mail leaves the house: over SMTP, or into the mailbox that the embedded default shows at /dev/mail. */
import nodemailer from 'nodemailer'
import type { Db } from '../../core/db.server.ts'
import { DeliveryError, deliveryError } from './delivery-error.ts'

/** Everything is cleaned (mail-headers.ts) before it comes here. */
export type OutgoingMail = {
  /** The same for every try of one row of the ledger. */
  messageId: string
  from: string | { name: string; address: string }
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: { filename: string; contentType: string; content: string }[]
  date: Date
}

export type MailTransport = {
  /** Whether a second delivery of the same message id changes nothing. Plain SMTP cannot promise that. */
  isIdempotent: boolean
  /** Resolves when the message is delivered; throws a DeliveryError otherwise. */
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

const message = ({ date, ...mail }: OutgoingMail) => ({ ...mail, date, disableFileAccess: true, disableUrlAccess: true })

/** A try ends before the time of its job does, so that two tries never overlap. */
const TRY_MS = 20_000

/**
 * A mail server. When a connection breaks, nodemailer does not say how far it had come; whether the server had been given any of the
 * message is seen on the message's own stream.
 */
export function smtpTransport(url: string): MailTransport {
  const smtp = nodemailer.createTransport({ url, pool: true, maxConnections: 3, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000, disableFileAccess: true, disableUrlAccess: true })
  const bodies = new Map<string, { readonly readableDidRead: boolean }>()
  smtp.use('stream', (mail, done) => {
    const open = mail.message.createReadStream.bind(mail.message)
    mail.message.createReadStream = (...args) => {
      const body = open(...args)
      bodies.set(String(mail.data.messageId), body)
      return body
    }
    done()
  })
  return {
    isIdempotent: false,
    async send(mail) {
      try {
        const { rejected } = await smtp.sendMail({ ...message(mail), signal: AbortSignal.timeout(TRY_MS) })
        if (rejected.length > 0) throw new DeliveryError('permanent', 'recipient refused')
      } catch (error) {
        throw deliveryError(error, bodies.get(mail.messageId)?.readableDidRead ?? false)
      } finally {
        bodies.delete(mail.messageId)
      }
    },
    close: () => smtp.close(),
  }
}

/** The mailbox of the embedded default: the raw message as a mail server would have got it, kept in the database. */
export function mailboxTransport(db: Db): MailTransport {
  const builder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    isIdempotent: true,
    async send(mail) {
      const built = await builder.sendMail(message(mail))
      if (!Buffer.isBuffer(built.message)) throw new DeliveryError('temporary', 'message was not built')
      await db.devMail.createMany({ data: [{ messageId: mail.messageId, to: mail.to.address, subject: mail.subject, raw: new Uint8Array(built.message), createdAt: mail.date }], skipDuplicates: true })
    },
    close: () => builder.close(),
  }
}
