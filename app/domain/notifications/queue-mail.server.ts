import type { TxCtx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { notificationJobs } from './jobs.ts'
import { attachmentName, extraHeaders, headerText, mailAddress, mediaType } from './mail-headers.ts'
import type { MailList } from './policy.ts'

export type MailAttachment = { filename: string; contentType: string; content: string }

type Receiver =
  /** To a member, at the address they have when it is sent. With a list it is bulk mail: one click stops it. */
  | { memberId: string; list?: MailList; to?: undefined }
  /** To an address: somebody who is no member yet, or a new address to be confirmed. Always service mail. */
  | { to: string; memberId?: undefined; list?: undefined }

export type NewMail = Receiver & {
  /** What it is, for the ledger: `event.confirmed`. */
  kind: string
  /** One mail a key, for ever: queueing it again changes nothing. */
  dedupeKey: string
  subject: string
  text: string
  html: string
  headers?: Record<string, string>
  attachments?: MailAttachment[]
}

/** Writes a mail into the ledger and asks for it to be sent when this transaction commits. Answers whether it is a new one. */
export const queueMail = async (tx: TxCtx, mail: NewMail): Promise<boolean> => (await queueMails(tx, [mail])) === 1

/** Several mails in one statement. Answers how many are new. An address that could be read as more than one recipient gets a row that failed. */
export async function queueMails(tx: TxCtx, mails: NewMail[]): Promise<number> {
  if (mails.length === 0) return 0
  const createdAt = tx.now()
  const rows = mails.map((mail) => {
    const to = mail.to === undefined ? '' : mailAddress(mail.to)
    return {
      id: newId(), memberId: mail.memberId ?? null, to: to ?? headerText(mail.to ?? '', 254), kind: mail.kind, list: mail.list ?? null, dedupeKey: mail.dedupeKey,
      subject: headerText(mail.subject) || mail.kind, text: mail.text, html: mail.html, headers: extraHeaders(mail.headers ?? {}),
      attachments: (mail.attachments ?? []).map((a) => ({ filename: attachmentName(a.filename), contentType: mediaType(a.contentType), content: a.content })),
      createdAt, ...(to === null ? { status: 'failed' as const, error: 'address' } : { status: 'queued' as const }),
    }
  })
  const written = await tx.db.mail.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true, status: true } })
  for (const { id, status } of written) if (status === 'queued') tx.enqueue(notificationJobs, 'mail.send', { mailId: id })
  return written.length
}
