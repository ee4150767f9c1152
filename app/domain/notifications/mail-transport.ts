/** What the ledger asks of whatever carries its mails. */

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
