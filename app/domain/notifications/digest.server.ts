import type { Account } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { isOfficeTime, latestPeriod } from './digest-calendar.ts'
import { digestSections, LONGEST_LOOK_BACK_MS, readSharedNews } from './digest-items.server.ts'
import { digestBlocks, digestSubject } from './digest-words.ts'
import { notificationJobs } from './jobs.ts'
import { formMail } from './mail-form.server.ts'
import { type NewMail, queueMails } from './queue-mail.server.ts'
import { unsubscribeToken } from './unsubscribe-token.server.ts'

const BATCH = 100
/** Members thought about in one period, at most; who was left out comes first the next time. */
const CAP = 5_000
const DAY_MS = 86_400_000
/** Who was here within this time knows already. */
const AWAY_MS = 7 * DAY_MS
/** A holiday can bring two digests closer together than a week, never closer than this. */
const GAP_MS = 3 * DAY_MS

/** For the schedule: begins the newest period that is due, once, however many workers ask. Answers whether this call began it. */
export async function startDigestRun(ctx: Ctx): Promise<boolean> {
  const now = ctx.now()
  if (!isOfficeTime(now)) return false
  const { period, dueAt } = latestPeriod(now)
  return ctx.tx(async (tx) => {
    const { count } = await tx.db.digestRun.createMany({ data: [{ period, dueAt, startedAt: now }], skipDuplicates: true })
    if (count === 1) tx.enqueue(notificationJobs, 'digest.batch', { period })
    return count === 1
  })
}

type Candidate = { id: string; role: Account['role']; handle: string; displayName: string; lng: string; lastSeenAt: Date | null; lastSentAt: Date | null }

/**
 * Who may get a digest now: it is on, the member is active, the address is deliverable, a period has passed since it was last thought about,
 * and they were not seen here for a week. Whoever waited longest comes first.
 */
const candidates = (ctx: Ctx, period: string): Promise<Candidate[]> => {
  const now = ctx.now().getTime()
  return ctx.db.$queryRaw<Candidate[]>`
    select m.id, m.role::text as role, m.handle, m.display_name as "displayName", m.lng, m.last_seen_at as "lastSeenAt", s.last_sent_at as "lastSentAt"
    from mail_choice c
    join member m on m.id = c.member_id and m.status = 'active'
    left join digest_state s on s.member_id = m.id
    where c.list = 'digest' and c.is_on
      and (m.last_seen_at is null or m.last_seen_at <= ${new Date(now - AWAY_MS)})
      and (s.member_id is null or (s.period <> ${period} and s.last_attempt_at <= ${new Date(now - GAP_MS)}))
      and not exists (select 1 from mail_suppression x where x.address = lower(m.email) and x.list in ('all', 'digest'))
    order by s.last_attempt_at nulls first, m.id limit ${fixed(BATCH)}`
}

/**
 * Makes the digests of the next members of a period and asks for the batch after it. Everything a batch did commits together, and a mail has
 * the period in its key, so a batch that is repeated or runs beside another sends nobody a second digest.
 */
export async function digestBatch(ctx: Ctx, period: string): Promise<void> {
  const run = await ctx.db.digestRun.findUnique({ where: { period }, select: { dueAt: true, endedAt: true, attempted: true } })
  if (!run || run.endedAt !== null) return
  const members = await candidates(ctx, period)
  const [organisation, news] = await Promise.all([readOrganisation(ctx.db), readSharedNews(ctx, new Date(run.dueAt.getTime() - LONGEST_LOOK_BACK_MS))])
  const mails: NewMail[] = []
  for (const member of members) {
    const actor: Account = { kind: 'account', id: member.id, sessionId: '', status: 'active', role: member.role, handle: member.handle, displayName: member.displayName, lng: member.lng === 'en' ? 'en' : 'ja' }
    const sections = await digestSections(ctx.as(actor), actor, since(member, run.dueAt), news)
    if (sections.length === 0) continue
    const t = tFor(actor.lng)
    const stop = { label: t('mail.digest.stop'), href: `/unsubscribe/${unsubscribeToken(ctx, 'digest', member.id)}` }
    const parts = formMail(ctx, { lng: actor.lng, salutation: t('mail.salutation', { name: member.displayName }), blocks: digestBlocks(t, sections), why: t('mail.digest.why'), stop }, organisation)
    mails.push({ memberId: member.id, list: 'digest', kind: 'digest', dedupeKey: `digest:${period}:${member.id}`, subject: digestSubject(t, organisation.shortName, sections), ...parts })
  }
  await ctx.tx(async (tx) => {
    const now = tx.now()
    await queueMails(tx, mails)
    await tx.db.$executeRaw`
      insert into digest_state (member_id, period, last_attempt_at, last_sent_at)
      select t.id, ${period}, ${now}, case when t.is_sent then ${now}::timestamptz end from unnest(${members.map((m) => m.id)}::uuid[], ${members.map((m) => mails.some((x) => x.memberId === m.id))}::boolean[]) t(id, is_sent)
      on conflict (member_id) do update set period = excluded.period, last_attempt_at = excluded.last_attempt_at, last_sent_at = coalesce(excluded.last_sent_at, digest_state.last_sent_at)`
    const attempted = run.attempted + members.length
    const isOver = members.length < BATCH || attempted >= CAP
    await tx.db.digestRun.update({ where: { period }, data: { attempted, ...(isOver ? { endedAt: now } : {}) } })
    if (!isOver) tx.enqueue(notificationJobs, 'digest.batch', { period })
  })
}

/** What is new to a member: since their last visit or last digest, at most four weeks; for somebody never seen, the week before. */
function since(member: Candidate, dueAt: Date): Date {
  const known = Math.max(member.lastSeenAt?.getTime() ?? 0, member.lastSentAt?.getTime() ?? 0) || dueAt.getTime() - 7 * DAY_MS
  return new Date(Math.max(known, dueAt.getTime() - LONGEST_LOOK_BACK_MS))
}
