import { type Actor, isMember } from '../../core/actor.ts'

export type Acceptance = 'open' | 'limited' | 'paused'
export type MentorFacts = { memberId: string; acceptance: Acceptance; openCount: number; openLimit: number }

/** Why somebody cannot ask this mentor now, or null when they can. */
export function whyNotAsk(actor: Actor, mentor: MentorFacts, hasOpenRequest: boolean): 'not_member' | 'self' | 'paused' | 'already' | 'full' | null {
  if (!isMember(actor)) return 'not_member'
  if (actor.id === mentor.memberId) return 'self'
  if (mentor.acceptance === 'paused') return 'paused'
  if (hasOpenRequest) return 'already'
  if (mentor.openCount >= mentor.openLimit) return 'full'
  return null
}

export type RequestFacts = { mentorId: string; requesterId: string; status: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'closed' }
export const canReadRequest = (actor: Actor, r: RequestFacts): boolean => isMember(actor) && (actor.id === r.mentorId || actor.id === r.requesterId)
export const canAnswer = (actor: Actor, r: RequestFacts): boolean => isMember(actor) && actor.id === r.mentorId && r.status === 'sent'
export const canClose = (actor: Actor, r: RequestFacts): boolean => isMember(actor) && actor.id === r.mentorId && r.status === 'accepted'
export const canWithdraw = (actor: Actor, r: RequestFacts): boolean => isMember(actor) && actor.id === r.requesterId && (r.status === 'sent' || r.status === 'accepted')
