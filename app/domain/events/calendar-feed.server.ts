import { timingSafeEqual } from 'node:crypto'
import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { accessEvent } from './access.server.ts'
import { calendarEntry, entrySelect, languageOf, organizerOf } from './calendar-entry.ts'
import { writeIcs } from './write-ics.server.ts'

const MOST = 500
/** Events stay in the feed this long after their end. */
const KEEP_MS = 90 * 86_400_000

const signature = (ctx: Ctx, memberId: string): string => ctx.sign('calendar', memberId)

/** The secret part of this member's feed address. Whoever has it can read their own events' titles and times, nothing else. */
export function calendarToken(ctx: Ctx): string {
  if (!isMember(ctx.actor)) throw forbidden()
  return `${ctx.actor.id}.${signature(ctx, ctx.actor.id)}`
}

/** The calendar feed behind a token: what its member goes to. Asked for by calendar programs, without a session. Throws `not_found` for any other token. */
export async function readCalendarFeed(ctx: Ctx, token: string): Promise<string> {
  const [memberId = '', given = ''] = token.split('.')
  if (!isId(memberId) || !isSame(given, signature(ctx, memberId))) throw notFound()
  const member = await ctx.db.member.findFirst({ where: { id: memberId, status: 'active' }, select: { lng: true } })
  if (!member) throw notFound()
  const rows = await ctx.db.registration.findMany({
    where: { memberId, status: { in: ['going', 'attended'] }, event: { status: { not: 'draft' }, endsAt: { gt: new Date(ctx.now().getTime() - KEEP_MS) } } },
    select: { sequence: true, event: { select: entrySelect } },
    orderBy: [{ event: { startsAt: 'desc' } }, { eventId: 'asc' }],
    take: MOST,
  })
  const { name } = await readOrganisation(ctx.db)
  const t = tFor(languageOf(member.lng))
  const entries = rows.map((r) => calendarEntry(ctx.place, r.event, { memberId, sequence: r.sequence }, t))
  return writeIcs({ method: 'PUBLISH', organizer: organizerOf(ctx.place, name), name: t('events.calendar_name', { org: name }), now: ctx.now(), entries })
}

/** One event as a file to download, for any member who may see it; the same entry as in their mail and feed. Drafts have none. */
export async function readEventIcs(ctx: Ctx, eventId: string): Promise<string> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  const { id, status } = await accessEvent(ctx, eventId)
  if (status === 'draft') throw notFound()
  const [event, own, organisation] = await Promise.all([
    ctx.db.event.findUniqueOrThrow({ where: { id }, select: entrySelect }),
    ctx.db.registration.findUnique({ where: { eventId_memberId: { eventId: id, memberId: actor.id } }, select: { sequence: true } }),
    readOrganisation(ctx.db),
  ])
  const entry = calendarEntry(ctx.place, event, { memberId: actor.id, sequence: own?.sequence ?? 0 }, tFor(actor.lng))
  return writeIcs({ method: 'PUBLISH', organizer: organizerOf(ctx.place, organisation.name), now: ctx.now(), entries: [entry] })
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
