import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { accessEvent } from './access.server.ts'
import { calendarEntry, entrySelect, organizerOf } from './calendar-entry.ts'
import { writeIcs } from './write-ics.server.ts'

const MOST = 500
/** Events stay in the feed this long after their end. */
const KEEP_MS = 90 * 86_400_000

/** What the reader goes to, for their calendar program. It names nobody else. */
export async function readCalendarFeed(ctx: Ctx): Promise<string> {
  if (!isMember(ctx.actor)) throw notFound()
  const { id: memberId, lng } = ctx.actor
  const rows = await ctx.db.registration.findMany({
    where: { memberId, status: { in: ['going', 'attended'] }, event: { status: { not: 'draft' }, endsAt: { gt: new Date(ctx.now().getTime() - KEEP_MS) } } },
    select: { sequence: true, seat: true, event: { select: entrySelect } },
    orderBy: [{ event: { startsAt: 'desc' } }, { eventId: 'asc' }],
    take: MOST,
  })
  const { name } = await readOrganisation(ctx.db)
  const t = tFor(lng)
  const entries = rows.map((r) => calendarEntry(ctx.place, r.event, { memberId, sequence: r.sequence, seat: r.seat }, t))
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
    ctx.db.registration.findUnique({ where: { eventId_memberId: { eventId: id, memberId: actor.id } }, select: { sequence: true, seat: true } }),
    readOrganisation(ctx.db),
  ])
  const entry = calendarEntry(ctx.place, event, { memberId: actor.id, sequence: own?.sequence ?? 0, seat: own?.seat }, tFor(actor.lng))
  return writeIcs({ method: 'PUBLISH', organizer: organizerOf(ctx.place, organisation.name), now: ctx.now(), entries: [entry] })
}
