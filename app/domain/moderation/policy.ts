import { type Actor, isMember, isStaff } from '../../core/actor.ts'

export const canReport = (actor: Actor): boolean => isMember(actor)
/** 事務局 sees who reported what; nobody else learns that something was reported. */
export const canSeeReports = (actor: Actor): boolean => isStaff(actor)
