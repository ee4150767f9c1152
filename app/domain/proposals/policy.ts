/** How an event is made and kept: who may do what, and how much of it. Browser-safe. */
import { type Actor, isMember, isStaff } from '../../core/actor.ts'
import { type Hosts, isAmongHosts } from '../events/policy.ts'

export const proposalStates = ['proposed', 'changes_asked', 'approved', 'declined', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]
export type ProposalStep = Exclude<ProposalState, 'proposed'> | 'proposed' | 'comment' | 'resubmitted'

export const TITLE_LIMIT = 80
export const SUMMARY_LIMIT = 300
/** A comment, a reason, a note. */
export const NOTE_LIMIT = 1_000
export const LINE_LIMIT = 100
export const MOST_COHOSTS = 5
export const MOST_SPEAKERS = 10
export const MOST_AGENDA = 30
export const MOST_SEATS = 10_000
/** Drafts that one member keeps. */
export const MOST_DRAFTS = 20
export const MOST_NOTES = 200
/** Files beside one event. */
export const MOST_MATERIALS = 20
/** The longest an event lasts. */
export const LONGEST_MS = 14 * 86_400_000

/** Where the text of an event's description keeps its draft. */
export const draftPlace = (id: string): string => `event:${id}`

export type ProposalFacts = Hosts & { state: ProposalState; proposerId: string }

/** Who proposed it and who will run it, without the office. */
export const isOwn = (actor: Actor, p: Omit<ProposalFacts, 'state'>): boolean => isMember(actor) && (actor.id === p.proposerId || isAmongHosts(actor.id, p))

/** The words between the desk and those whose event it is are theirs alone. */
export const canRead = (actor: Actor, p: Omit<ProposalFacts, 'state'>): boolean => isStaff(actor) || isOwn(actor, p)

/** Nobody decides about their own, the office included. */
export const canDecide = (actor: Actor, p: Omit<ProposalFacts, 'state'>): boolean => isStaff(actor) && !isOwn(actor, p)

/** It still waits for somebody. */
export const isOpen = (state: ProposalState): boolean => state === 'proposed' || state === 'changes_asked'
