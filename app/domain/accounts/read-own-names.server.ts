import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { cardSelect, type MemberCard, toCard } from './card.ts'
import type { FormerNameShown } from './policy.ts'

export type OwnNames = { kana: string; formerName: string; formerKana: string; shownTo: FormerNameShown; /** As other members see them. */ card: MemberCard }

/** The actor's own names, also those nobody else sees. */
export async function readOwnNames(ctx: Ctx): Promise<OwnNames> {
  if (!isMember(ctx.actor)) throw notFound()
  const row = await ctx.db.member.findUniqueOrThrow({
    where: { id: ctx.actor.id },
    select: { ...cardSelect, kana: true, profile: { select: { ...cardSelect.profile.select, formerName: true, formerKana: true } } },
  })
  const { visibility } = row.profile ?? {}
  const isShown = typeof visibility === 'object' && visibility !== null && (visibility as Record<string, unknown>)['formerName'] === 'members'
  return { kana: row.kana, formerName: row.profile?.formerName ?? '', formerKana: row.profile?.formerKana ?? '', shownTo: isShown ? 'members' : 'staff', card: toCard(row) }
}
