import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/card.ts'
import { canHost, type Hosts } from './policy.ts'

/** 配慮事項 of those who come, wait or have asked, in the order they registered; `more` counts those beyond the first hundred. */
export type SupportNeeds = { items: { member: MemberCard; isGoing: boolean; text: string }[]; more: number }

const MOST = 100

/** What people need, for the host and the office alone: `forbidden` to everybody else. */
export async function supportNeeds(ctx: Ctx, event: Hosts & { id: string }): Promise<SupportNeeds> {
  if (!canHost(ctx.actor, event)) throw forbidden()
  const where = { eventId: event.id, status: { not: 'cancelled' as const }, support: { not: '' } }
  const [rows, count] = await Promise.all([
    ctx.db.registration.findMany({ where, select: { status: true, support: true, member: { select: cardSelect } }, orderBy: [{ createdAt: 'asc' }, { memberId: 'asc' }], take: MOST }),
    ctx.db.registration.count({ where }),
  ])
  return { items: rows.map((r) => ({ member: toCard(r.member), isGoing: r.status === 'going', text: r.support })), more: Math.max(0, count - rows.length) }
}
