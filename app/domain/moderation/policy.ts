import { type Actor, isMember, isStaff } from '../../core/actor.ts'

/** Why something is reported, in the order of the form. `secrecy`: what somebody learned in service (地方公務員法34条). */
export const reportReasons = ['personal', 'secrecy', 'hurtful', 'sales', 'influence', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]
export const NOTE_LIMIT = 500

export const canReport = (actor: Actor): boolean => isMember(actor)
/** 事務局 sees who reported what; nobody else learns that something was reported. */
export const canSeeReports = (actor: Actor): boolean => isStaff(actor)
