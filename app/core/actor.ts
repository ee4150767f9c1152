/** Who acts. A guest is an actor too; `system` is a worker acting on its own schedule. */
export type Role = 'member' | 'department' | 'moderator' | 'hr_admin' | 'operator'
export type AccountStatus = 'applicant' | 'active' | 'suspended'

export type Account = {
  kind: 'account'
  id: string
  /** Public id of the session; never the token. */
  sessionId: string
  status: AccountStatus
  role: Role
  handle: string
  displayName: string
  lng: Language
}
export type Guest = { kind: 'guest' }
export type System = { kind: 'system' }
export type Actor = Account | Guest | System
export type Language = 'ja' | 'en'

export const guest: Guest = { kind: 'guest' }
export const system: System = { kind: 'system' }

/** Somebody whose former employment is verified, or who works here. */
export const isMember = (actor: Actor): actor is Account => actor.kind === 'account' && actor.status === 'active'
export const isApplicant = (actor: Actor): actor is Account => actor.kind === 'account' && actor.status === 'applicant'
/** 事務局: moderators and HR administrators. */
export const isStaff = (actor: Actor): actor is Account => isMember(actor) && (actor.role === 'moderator' || actor.role === 'hr_admin')
export const isHrAdmin = (actor: Actor): actor is Account => isMember(actor) && actor.role === 'hr_admin'
export const isOperator = (actor: Actor): actor is Account => isMember(actor) && actor.role === 'operator'
