/** The card: what members see of one another beside a post, a question, an event. Browser-safe. */
export type MemberCard = {
  id: string
  handle: string
  /** As typed; さん is added where it is shown. */
  name: string
  /** One line of who they are: 「獣医師・山形で育児中」. Only what the member lets others see. */
  line: string
  /** The name they had in service (旧姓), where they let others see it. */
  former?: string
}

export type CardRow = {
  id: string
  handle: string
  displayName: string
  profile: { jobType: string; headline: string; visibility: unknown; formerShown?: string | null } | null
}

/** Profile fields are seen by members unless their visibility says `staff`. */
export function isShown(visibility: unknown, field: string): boolean {
  return !(typeof visibility === 'object' && visibility !== null && (visibility as Record<string, unknown>)[field] === 'staff')
}

/** A row chosen with `cardSelect` as a card. */
export function toCard(row: CardRow): MemberCard {
  const p = row.profile
  const parts = p === null ? [] : [isShown(p.visibility, 'jobType') ? p.jobType : '', isShown(p.visibility, 'headline') ? p.headline : '']
  return { id: row.id, handle: row.handle, name: row.displayName, line: parts.filter(Boolean).join('・'), ...(p?.formerShown ? { former: p.formerShown } : {}) }
}

/** Prisma selection of a card, for relations to a member. */
export const cardSelect = { id: true, handle: true, displayName: true, profile: { select: { jobType: true, headline: true, visibility: true, formerShown: true } } } as const
