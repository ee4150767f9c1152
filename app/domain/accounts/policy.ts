import { type Account, type Actor, isMember } from '../../core/actor.ts'

/** What can be read by a private address: new topics (Atom) and one's own events (iCalendar). */
export const feedKinds = ['topics', 'calendar'] as const
export type FeedKind = (typeof feedKinds)[number]

/** Private addresses are for members, and end with the membership. */
export const canHaveFeeds = (actor: Actor): actor is Account => isMember(actor)
