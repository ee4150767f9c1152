import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/index.server.ts'
import { accessEvent } from '../events/index.server.ts'
import { canHost } from '../events/policy.ts'

export type Speaker = { key: string; member: MemberCard | null; name: string; line: string }
export type EventTeam = {
  speakers: Speaker[]
  cohosts: MemberCard[]
  /** For those who come and those who run it; null for everybody else, and where there is none. */
  joinUrl: string | null
  /** What the reader can do with the event; null for who does not run it. */
  tools: { proposal: boolean; edit: boolean; cancel: boolean; rehearse: boolean; /** The event this one is a rehearsal of. */ rehearsalOf: string | null } | null
}

/** Who takes part in an event, and where those who come meet online. */
export async function readTeam(ctx: Ctx, eventId: string): Promise<EventTeam> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  const event = await accessEvent(ctx, eventId)
  const row = await ctx.db.event.findUniqueOrThrow({
    where: { id: event.id },
    select: {
      joinUrl: true, rehearsalOfId: true, proposal: { select: { state: true } }, registrations: { where: { memberId: actor.id }, select: { status: true } },
      people: { orderBy: [{ role: 'asc' }, { position: 'asc' }], select: { role: true, position: true, name: true, line: true, member: { select: cardSelect } } },
    },
  })
  const runs = canHost(actor, event)
  const comes = row.registrations.some((r) => r.status === 'going' || r.status === 'attended')
  const isEditable = event.status === 'draft' ? row.proposal?.state !== 'declined' : event.status === 'published'
  return {
    speakers: row.people.flatMap((p): Speaker[] => {
      if (p.role !== 'speaker') return []
      const member = p.member === null ? null : toCard(p.member)
      return [{ key: `speaker-${p.position}`, member, name: member?.name ?? p.name, line: p.line === '' ? (member?.line ?? '') : p.line }]
    }),
    cohosts: row.people.flatMap((p) => (p.role === 'cohost' && p.member !== null ? [toCard(p.member)] : [])),
    joinUrl: row.joinUrl !== '' && event.status !== 'cancelled' && (runs || comes) ? row.joinUrl : null,
    tools: runs ? { proposal: row.proposal !== null, edit: isEditable, cancel: event.status === 'published' && event.endsAt > ctx.now(), rehearse: event.kind === 'seminar' && event.status !== 'cancelled' && event.endsAt > ctx.now(), rehearsalOf: row.rehearsalOfId } : null,
  }
}
