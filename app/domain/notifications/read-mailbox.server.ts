import PostalMime from 'postal-mime'
import { isOperator, isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'

export type MailboxRow = { id: string; to: string; subject: string; createdAt: string }
export type MailboxMail = MailboxRow & { from: string; text: string; hasHtml: boolean; isBulk: boolean; headers: { name: string; value: string }[]; files: { name: string; type: string }[]; raw: string }

const PER_PAGE = 30

/** The mailbox is there where mail does not leave the house. On a demo everybody may read it, elsewhere the office and the operator. */
function open(ctx: Ctx): void {
  if (!ctx.place.hasMailbox || !(ctx.place.isDemo || isStaff(ctx.actor) || isOperator(ctx.actor))) throw notFound()
}

/** What the product has sent, newest first, paged by key. */
export async function listMailbox(ctx: Ctx, cursor: string | null): Promise<Page<MailboxRow>> {
  open(ctx)
  const [before] = decodeCursor(cursor, 1) ?? []
  const beyond = /^\d{1,18}$/.test(String(before)) ? { id: { lt: BigInt(String(before)) } } : {}
  const rows = await ctx.db.devMail.findMany({ where: beyond, orderBy: { id: 'desc' }, take: PER_PAGE + 1, select: { id: true, to: true, subject: true, createdAt: true } })
  return toPage(rows.map((r) => ({ id: String(r.id), to: r.to, subject: r.subject, createdAt: r.createdAt.toISOString() })), PER_PAGE, (r) => [r.id])
}

async function parsed(ctx: Ctx, id: string) {
  open(ctx)
  const row = /^\d{1,18}$/.test(id) ? await ctx.db.devMail.findUnique({ where: { id: BigInt(id) } }) : null
  if (!row) throw notFound()
  return { row, mail: await PostalMime.parse(row.raw) }
}

/** One message as its reader would see it. */
export async function readMailbox(ctx: Ctx, id: string): Promise<MailboxMail> {
  const { row, mail } = await parsed(ctx, id)
  return {
    id, to: row.to, subject: mail.subject ?? '', createdAt: row.createdAt.toISOString(), from: [mail.from?.name, mail.from?.address].filter(Boolean).join(' '), text: mail.text ?? '', hasHtml: mail.html !== undefined,
    isBulk: mail.headers.some((h) => h.key === 'list-unsubscribe'), headers: mail.headers.map((h) => ({ name: h.key, value: h.value })),
    files: mail.attachments.map((a) => ({ name: a.filename ?? 'file', type: a.mimeType })), raw: Buffer.from(row.raw).toString('utf8'),
  }
}

/** The HTML part of a message, to be shown alone under a policy that lets it do nothing. */
export async function readMailboxHtml(ctx: Ctx, id: string): Promise<string> {
  const { mail } = await parsed(ctx, id)
  if (mail.html === undefined) throw notFound()
  return mail.html
}

/** An attachment by its place. */
export async function readMailboxFile(ctx: Ctx, id: string, place: number): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const { mail } = await parsed(ctx, id)
  const file = mail.attachments[place]
  if (!file) throw notFound()
  const bytes = typeof file.content === 'string' ? Buffer.from(file.content, 'utf8') : new Uint8Array(file.content)
  return { name: file.filename ?? 'file', type: file.mimeType, bytes }
}
