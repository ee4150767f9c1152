import { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { type DeliveryError, isDeliveryError } from './delivery-error.ts'
import { absolute } from './compose-mail.ts'
import { headerText, mailAddress } from './mail-headers.ts'
import type { MailTransport, OutgoingMail } from './mail-transport.ts'
import { isMailList, type MailList, type Reader, whyHoldBack } from './policy.ts'
import { unsubscribeToken } from './unsubscribe-token.server.ts'

const storedHeaders = z.record(z.string(), z.string())
const storedAttachments = z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }))

/** What a mail said is not kept once it needs no further sending. */
const forgotten = { text: '', html: '', headers: {}, attachments: [] }

/**
 * Sends one mail of the ledger. queued → sending → sent, failed, suppressed or unknown; any other state is left as it is, so that a
 * repeated job sends nothing twice. A row that is already `sending` belongs to a worker that died: it is sent again only where a second
 * delivery changes nothing, and is otherwise `unknown` for staff to decide. Throws while another try makes sense.
 */
export async function sendMail(ctx: Ctx, transport: MailTransport, input: { mailId: string; isLastTry: boolean }): Promise<void> {
  const id = input.mailId
  const mail = await ctx.db.mail.findUnique({ where: { id }, select: { memberId: true, to: true, kind: true, list: true, subject: true, text: true, html: true, headers: true, attachments: true, status: true } })
  if (!mail || (mail.status !== 'queued' && mail.status !== 'sending')) return
  if (mail.status === 'sending' && !transport.isIdempotent) return void (await ctx.db.mail.updateMany({ where: { id, status: 'sending' }, data: { status: 'unknown', error: 'the worker stopped while sending' } }))

  const list = isMailList(mail.list) ? mail.list : null
  const reader = await readReader(ctx, mail.memberId, mail.to, list)
  const held = whyHoldBack(list, reader)
  if (held !== null) return void (await ctx.db.mail.updateMany({ where: { id, status: mail.status }, data: { status: 'suppressed', error: held, ...forgotten } }))
  const address = mailAddress(reader.address)
  if (address === null) return void (await ctx.db.mail.updateMany({ where: { id, status: mail.status }, data: { status: 'failed', error: 'address' } }))

  const messageId = `<${id}@${hostOf(ctx)}>`
  const outgoing: OutgoingMail = {
    messageId, from: await sender(ctx), to: { name: headerText(reader.name, 60), address }, subject: headerText(mail.subject), text: mail.text, html: mail.html, date: ctx.now(),
    headers: { ...storedHeaders.parse(mail.headers), ...standardHeaders(ctx, mail.kind, list, mail.memberId) }, attachments: storedAttachments.parse(mail.attachments),
  }
  const { count } = await ctx.db.mail.updateMany({ where: { id, status: mail.status }, data: { status: 'sending', sendingAt: ctx.now(), to: address } })
  if (count === 0) return
  try {
    await transport.send(outgoing)
  } catch (error) {
    if (!isDeliveryError(error)) throw error
    return settleFailure(ctx, id, address, error, input.isLastTry)
  }
  await ctx.db.mail.updateMany({ where: { id, status: { in: ['sending', 'unknown'] } }, data: { status: 'sent', sentAt: ctx.now(), messageId, error: null, ...forgotten } })
}

const hostOf = (ctx: Ctx): string => new URL(ctx.place.publicUrl).hostname

async function sender(ctx: Ctx): Promise<OutgoingMail['from']> {
  if (ctx.place.mailFrom !== '') return headerText(ctx.place.mailFrom)
  return { name: headerText((await readOrganisation(ctx.db)).name, 60), address: `no-reply@${hostOf(ctx)}` }
}

/** RFC 3834 keeps answering machines quiet; RFC 2369 and RFC 8058 let bulk mail be stopped with one click, without signing in. */
function standardHeaders(ctx: Ctx, kind: string, list: MailList | null, memberId: string | null): Record<string, string> {
  const all = { 'Auto-Submitted': 'auto-generated', 'X-Enishi-Kind': headerText(kind, 60) }
  if (list === null || memberId === null) return all
  return {
    ...all,
    Precedence: 'bulk',
    'List-Id': `<${list}.${hostOf(ctx)}>`,
    'List-Unsubscribe': `<${absolute(`/unsubscribe/${unsubscribeToken(ctx, list, memberId)}`, ctx.place.publicUrl)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/** Who will read it, as things stand now: the member's present address, status and choice, and whether the address is suppressed. */
async function readReader(ctx: Ctx, memberId: string | null, to: string, list: MailList | null): Promise<Reader & { address: string; name: string }> {
  const [row] = await ctx.db.$queryRaw<{ address: string | null; name: string | null; status: Reader['status']; choice: boolean | null; suppressed: string[] }[]>`
    select m.email as address, m.display_name as name, m.status::text as status, c.is_on as choice,
      array(select s.list from mail_suppression s where s.address = lower(coalesce(m.email, ${to}))) as suppressed
    from (select 1) one
    left join member m on m.id = ${memberId}::uuid
    left join mail_choice c on c.member_id = m.id and c.list = ${list}`
  if (!row || (memberId !== null && row.address === null)) return { address: '', name: '', status: 'left', choice: null, suppressed: [] }
  return { address: row.address ?? to, name: row.name ?? '', status: row.status, choice: row.choice, suppressed: row.suppressed }
}

async function settleFailure(ctx: Ctx, id: string, address: string, error: DeliveryError, isLastTry: boolean): Promise<void> {
  const isOver = error.outcome === 'permanent' || (error.outcome === 'temporary' && isLastTry)
  const status = error.outcome === 'unknown' ? 'unknown' : isOver ? 'failed' : 'queued'
  await ctx.tx(async (tx) => {
    await tx.db.mail.updateMany({ where: { id, status: 'sending' }, data: { status, error: error.message } })
    if (error.isBadAddress) await tx.db.mailSuppression.createMany({ data: [{ address: address.toLowerCase(), list: 'all', reason: 'no such address', createdAt: ctx.now() }], skipDuplicates: true })
  })
  if (status === 'queued') throw error
}
