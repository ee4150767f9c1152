import type { Ctx } from '../../core/ctx.ts'
import type { OutgoingMail } from './mail-transport.ts'

/** Puts a raw message into the mailbox of the embedded default; a second delivery of the same message changes nothing. */
export async function keepInMailbox(ctx: Ctx, mail: OutgoingMail, raw: Uint8Array): Promise<void> {
  await ctx.db.devMail.createMany({ data: [{ messageId: mail.messageId, to: mail.to.address, subject: mail.subject, raw: new Uint8Array(raw), createdAt: mail.date }], skipDuplicates: true })
}
