import type { Role } from '../../core/actor.ts'

/** Who holds a key: an HR administrator, and somebody else of the office. */
export const seats = ['hr', 'second'] as const
export type Seat = (typeof seats)[number]

/** Who may hold which key. */
export const maySit = (seat: Seat, role: Role): boolean => role === 'hr_admin' || (seat === 'second' && role === 'moderator')

/** Length of a custodian's passphrase, in characters. */
export const SECRET_LEAST = 16
export const SECRET_MOST = 128
/** Length of the reason for opening a seal. */
export const REASON_LIMIT = 300
/** How long an opening waits for the second custodian. */
export const OPENING_HOURS = 24
/** Wrong passphrases of one key in a quarter of an hour. */
export const SECRET_RULE = { points: 5, seconds: 900 }

export const openingStatuses = ['waiting', 'opened', 'refused', 'withdrawn', 'expired'] as const
export type OpeningStatus = (typeof openingStatuses)[number]
