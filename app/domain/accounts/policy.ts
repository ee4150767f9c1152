import { type Account, type Actor, isMember } from '../../core/actor.ts'

/** What can be read by a private address: new topics (Atom) and one's own events (iCalendar). */
export const feedKinds = ['topics', 'calendar'] as const
export type FeedKind = (typeof feedKinds)[number]

/** Private addresses are for members, and end with the membership. */
export const canHaveFeeds = (actor: Actor): actor is Account => isMember(actor)

/** Who sees a former name (旧姓): the office alone, which verifies by it, or members too. The office alone unless its owner says otherwise. */
export const formerNameShown = ['staff', 'members'] as const
export type FormerNameShown = (typeof formerNameShown)[number]
