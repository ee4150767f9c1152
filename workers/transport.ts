/** How a mail leaves the house: over SMTP, or into the mailbox that the embedded default shows at /dev/mail. */
import nodemailer from 'nodemailer'
import type { Ctx } from '../app/core/ctx.ts'
import { DeliveryError, keepInMailbox, type MailTransport, type OutgoingMail } from '../app/domain/notifications/index.server.ts'
import { readSmtpError } from './smtp-error.ts'

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
        throw readSmtpError(error, bodies.get(mail.messageId)?.readableDidRead ?? false)
      } finally {
        bodies.delete(mail.messageId)
      }
    },
    close: () => smtp.close(),
  }
}

/** The mailbox of the embedded default: the raw message as a mail server would have got it. `ctx` writes it. */
export function mailboxTransport(ctx: () => Ctx): MailTransport {
  const builder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    isIdempotent: true,
    async send(mail) {
      const built = await builder.sendMail(message(mail))
      if (!Buffer.isBuffer(built.message)) throw new DeliveryError('temporary', 'message was not built')
      await keepInMailbox(ctx(), mail, built.message)
    },
    close: () => builder.close(),
  }
}
