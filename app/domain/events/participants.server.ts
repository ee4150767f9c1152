import { type Actor, isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { MemberCard } from '../accounts/card.ts'
import { canHost, type EventFacts, isHeld, type RegistrationStatus, takesPart } from './policy.ts'

/** Who comes and wants to be seen; `more` counts the others who come, seen or not. */
export type Participants = { items: Pick<MemberCard, 'id' | 'handle' | 'name'>[]; more: number }

const MOST = 60

/** Who may see the participants of an event that shows them: those who registered themselves, and who runs it. */
export const canSeeParticipants = (actor: Actor, event: Pick<EventFacts, 'hostId' | 'cohostIds'> & { showsRoster: boolean }, mine: RegistrationStatus | null): boolean =>
  isMember(actor) && event.showsRoster && (isHeld(mine) || takesPart(mine) || canHost(actor, event))

/** The names of those who come and chose to be seen, the first to register first; null for who may not see them. */
export async function participants(ctx: Ctx, event: Pick<EventFacts, 'hostId' | 'cohostIds'> & { id: string; showsRoster: boolean }, mine: RegistrationStatus | null): Promise<Participants | null> {
  if (!canSeeParticipants(ctx.actor, event, mine)) return null
  const rows = await ctx.db.$queryRaw<{ id: string | null; handle: string; name: string; total: number }[]>`
    with coming as (select r.member_id, r.is_listed, r.created_at from registration r where r.event_id = ${event.id}::uuid and r.status in ('going', 'attended', 'absent'))
    select m.id, m.handle, m.display_name as name, n.total from (select count(*)::int as total from coming) n
      left join (select * from coming where is_listed order by created_at, member_id limit ${fixed(MOST)}) c on true left join member m on m.id = c.member_id and m.status in ('active', 'suspended')
    order by c.created_at, c.member_id`
  const items = rows.flatMap(({ id, handle, name }) => (id === null ? [] : [{ id, handle, name }]))
  return { items, more: (rows[0]?.total ?? 0) - items.length }
}
