/** What people are asked after an event, at an address of another place: one for those who came, one for those who did not. */
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { type Came, cameTo, canHost, PRESENCE_KEPT_MS, type RegistrationStatus, takesPart } from './policy.ts'
import type { SurveyInput } from './schema.ts'
import type { SurveyLink } from './views.ts'

export type SurveyAddresses = { surveyAttendedUrl: string; surveyAbsentUrl: string }

/** Which of the two somebody is sent to. Of whom nobody knows whether they came, they choose themselves. */
export function surveyLinks({ surveyAttendedUrl, surveyAbsentUrl }: SurveyAddresses, came: Came): SurveyLink[] {
  const links: SurveyLink[] = [{ for: 'attended', url: surveyAttendedUrl }, { for: 'absent', url: surveyAbsentUrl }]
  return links.filter((link) => link.url !== '' && (came === 'unknown' || came === link.for))
}

/** The two addresses, for who runs the event. */
export async function readSurvey(ctx: Ctx, eventId: string): Promise<{ attended: string; absent: string }> {
  const { id } = await accessHostedEvent(ctx, eventId)
  const row = await ctx.db.event.findUniqueOrThrow({ where: { id }, select: { surveyAttendedUrl: true, surveyAbsentUrl: true } })
  return { attended: row.surveyAttendedUrl, absent: row.surveyAbsentUrl }
}

/** Sets them; an empty one is none. */
export const saveSurvey = (ctx: Ctx, eventId: string, { commandId, attended, absent }: SurveyInput): Promise<null> =>
  once(ctx, 'events.survey', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event)) throw notFound()
    await tx.db.event.update({ where: { id: event.id }, data: { surveyAttendedUrl: attended, surveyAbsentUrl: absent }, select: { id: true } })
    tx.audit({ action: 'event.survey_changed', subject: 'event', subjectId: event.id })
    return null
  })

/** Where the reader is asked, by the same rule as in their letter: once it is over or its room was closed, and only of whom had a place. Of whom nobody knows whether they came, nobody asks any more once their time in the room is forgotten. Whether the event may be known is asked before. */
export async function surveyFor(ctx: Ctx, eventId: string): Promise<SurveyLink[]> {
  const [row] = isMember(ctx.actor) ? await ctx.db.$queryRaw<(SurveyAddresses & { status: RegistrationStatus; isSeen: boolean; endsAt: Date })[]>`
    select e.survey_attended_url as "surveyAttendedUrl", e.survey_absent_url as "surveyAbsentUrl", r.status::text as status, p.member_id is not null as "isSeen", e.ends_at as "endsAt"
    from event e join registration r on r.event_id = e.id and r.member_id = ${ctx.actor.id}::uuid left join room o on o.event_id = e.id left join presence p on p.event_id = e.id and p.member_id = r.member_id
    where e.id = ${eventId}::uuid and e.status = 'published' and (e.ends_at <= ${ctx.now()} or o.status = 'closed') and (e.survey_attended_url <> '' or e.survey_absent_url <> '')` : []
  if (!row || !takesPart(row.status)) return []
  const came = cameTo(row.status, row.isSeen)
  return came === 'unknown' && ctx.now().getTime() >= row.endsAt.getTime() + PRESENCE_KEPT_MS ? [] : surveyLinks(row, came)
}

/** The one for those who come, for a registrant who is in the room: it stands there when the room closes. */
export async function surveyInRoom(ctx: Ctx, eventId: string): Promise<SurveyLink[]> {
  const row = isMember(ctx.actor) ? await ctx.db.event.findFirst({ where: { id: eventId, status: 'published', surveyAttendedUrl: { not: '' }, registrations: { some: { memberId: ctx.actor.id, status: { in: ['going', 'attended'] } } } }, select: { surveyAttendedUrl: true } }) : null
  return row === null ? [] : [{ for: 'attended', url: row.surveyAttendedUrl }]
}
