/**
 * accounts: who you are. Members with their state and role, sessions, known browsers, applications to be verified, the
 * first administrator of an empty place, and the card others see.
 *
 * Always true: of sessions, devices and one-time addresses only hashes are stored; a token ends with its row; a refused
 * sign-in never tells whether the account exists; whoever is in `user:<id>` hears of every session of theirs that ends.
 */
export { type Authentication, authenticate, type GatheredSessions, gatherSessions } from './authenticate.server.ts'
export { cardSelect, type CardRow, isShown, type MemberCard, toCard } from './card.ts'
export { createFeedToken, type OwnFeed } from './create-feed-token.server.ts'
export { endFeedToken } from './end-feed-token.server.ts'
export { type FeedState, listFeeds } from './list-feeds.server.ts'
export { feedReader } from './feed-reader.server.ts'
export { completeSetup, newHandle } from './complete-setup.server.ts'
export { readCookie, sessionCookieName } from './cookies.server.ts'
export { endAllSessions, endExpiredSessions, endSession } from './end-session.server.ts'
export { waitingApplicants, type WaitingApplicant } from './list-applications.server.ts'
export { login } from './login.server.ts'
export { logout } from './logout.server.ts'
export { networkOf } from './network.server.ts'
export { type OwnApplication, readOwnApplication } from './read-own-application.server.ts'
export { type OwnNames, readOwnNames } from './read-own-names.server.ts'
export { findAuthors, type PersonHit, searchPeople } from './search-people.server.ts'
export { setFormerName } from './set-former-name.server.ts'
export { setTimeZone } from './set-time-zone.server.ts'
export { checkSetupToken, createSetupLink, isEmptyPlace } from './setup-link.server.ts'
export type { Browser } from './start-session.server.ts'
