import { type Actor, isHrAdmin, isMember, isOperator, isStaff } from '../core/actor.ts'

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
  const allowed = {
    member: isMember(actor),
    department: isStaff(actor) || (actor.status === 'active' && actor.role === 'department'),
    staff: isStaff(actor),
    hr: isHrAdmin(actor),
    operator: isOperator(actor),
    desk: isStaff(actor) || isOperator(actor),
  }[access]
  return allowed ? 'come-in' : 'not-found'
}
