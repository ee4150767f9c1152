import type { Actor } from '../core/actor.ts'

/** Who a page is for. Every route declares one. */
export type Access = 'public' | 'guest' | 'applicant' | 'member' | 'department' | 'staff' | 'hr' | 'operator' | 'desk'

export type Verdict = 'come-in' | 'sign-in' | 'wait' | 'go-home' | 'suspended' | 'not-found'

/**
 * Decides about a whole page before its loader or action runs. A guest is sent to sign in, an applicant to the waiting page,
 * and neither learns what is behind the address; what a member may not see is not found.
 */
export function judge(access: Access, actor: Actor): Verdict {
  if (access === 'public') return 'come-in'
  if (actor.kind !== 'account') return access === 'guest' ? 'come-in' : 'sign-in'
  if (actor.status === 'suspended') return access === 'guest' ? 'go-home' : 'suspended'
  if (access === 'guest') return 'go-home'
  if (actor.status === 'applicant') return access === 'applicant' ? 'come-in' : 'wait'
  if (access === 'applicant') return 'go-home'
  const { role } = actor
  const isOffice = role === 'moderator' || role === 'hr_admin'
  const allowed = { member: true, department: isOffice || role === 'department', staff: isOffice, hr: role === 'hr_admin', operator: role === 'operator', desk: isOffice || role === 'operator' }[access]
  return allowed ? 'come-in' : 'not-found'
}
