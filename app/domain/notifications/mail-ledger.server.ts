import type { z } from 'zod'
import { isOperator, isStaff } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { notificationJobs } from './jobs.ts'
import type { resendInput } from './schema.ts'

/** A mail that staff have to look at. Neither its words nor its address: the kind, the member's name and the ids are enough to act. */
export type MailProblem = { id: string; kind: string; status: 'failed' | 'unknown'; error: string | null; createdAt: string; sendingAt: string | null; member: { handle: string; name: string } | null }

const PER_PAGE = 20
/** Longer than any try may take. */
const LOST_AFTER_MS = 10 * 60_000
const KEEP_MAIL_MS = 365 * 86_400_000
const KEEP_MAILBOX = 2_000

const mayLook = (ctx: Ctx): boolean => isStaff(ctx.actor) || isOperator(ctx.actor)

/** Mails that failed, and mails nobody knows the fate of; newest first, paged by key. */
export async function listMailProblems(ctx: Ctx, cursor: string | null): Promise<Page<MailProblem>> {
  if (!mayLook(ctx)) throw notFound()
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const before = at !== undefined && isId(id) && !Number.isNaN(Date.parse(String(at))) ? { OR: [{ createdAt: { lt: new Date(String(at)) } }, { createdAt: new Date(String(at)), id: { lt: id } }] } : {}
  const rows = await ctx.db.mail.findMany({
    where: { status: { in: ['failed', 'unknown'] }, ...before }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1,
    select: { id: true, kind: true, status: true, error: true, createdAt: true, sendingAt: true, member: { select: { handle: true, displayName: true } } },
  })
  const page = toPage(rows, PER_PAGE, (r) => [r.createdAt.toISOString(), r.id])
  return { next: page.next, items: page.items.flatMap(({ member, status, createdAt, sendingAt, ...r }) => status === 'failed' || status === 'unknown' ? [{ ...r, status, createdAt: createdAt.toISOString(), sendingAt: sendingAt?.toISOString() ?? null, member: member === null ? null : { handle: member.handle, name: member.displayName } }] : []) }
}

/** How many mails wait for a decision; counted up to 1,000. */
export async function countMailProblems(ctx: Ctx): Promise<number> {
  if (!mayLook(ctx)) throw notFound()
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`select count(*)::int as n from (select 1 from mail where status in ('failed', 'unknown') limit 1000) problem`
  return row?.n ?? 0
}

/** Staff send a mail again, knowing that an `unknown` one may arrive twice. */
export function resendMail(ctx: Ctx, input: z.output<typeof resendInput>): Promise<{ id: string }> {
  return once(ctx, 'mail.resend', input.commandId, async (tx) => {
    if (!mayLook(tx)) throw notFound()
    const mail = await tx.db.mail.findUnique({ where: { id: input.id }, select: { status: true, kind: true } })
    if (!mail) throw notFound()
    const { count } = await tx.db.mail.updateMany({ where: { id: input.id, status: { in: ['failed', 'unknown'] } }, data: { status: 'queued', error: null, sendingAt: null } })
    if (count === 0) throw conflict('jobs.mail_already_decided')
    tx.enqueue(notificationJobs, 'mail.send', { mailId: input.id })
    tx.audit({ action: 'mail.resent', subject: 'mail', subjectId: input.id, detail: { kind: mail.kind, was: mail.status } })
    return { id: input.id }
  })
}

/** For the schedule: a mail that has been `sending` far longer than a try may take has lost its worker, and its job as well. */
export async function listLostMails(ctx: Ctx): Promise<number> {
  const { count } = await ctx.db.mail.updateMany({ where: { status: 'sending', sendingAt: { lte: new Date(ctx.now().getTime() - LOST_AFTER_MS) } }, data: { status: 'unknown', error: 'the worker stopped while sending' } })
  return count
}

/** For the schedule: the ledger is kept for a year, the mailbox of the embedded default as far as its newest messages. */
export async function pruneMail(ctx: Ctx): Promise<void> {
  await ctx.db.$executeRaw`delete from mail where id in (select id from mail where created_at < ${new Date(ctx.now().getTime() - KEEP_MAIL_MS)} and status in ('sent', 'suppressed', 'failed', 'unknown') limit 500)`
  await ctx.db.$executeRaw`delete from dev_mail where id <= (select id from dev_mail order by id desc offset ${KEEP_MAILBOX} limit 1)`
}
