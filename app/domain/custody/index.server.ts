/**
 * custody: the two custodians who together can tell who asked a question without a name: their keys, the seals, and what was opened.
 *
 * Always true: a private key stands here only under its holder's passphrase; one person holds one key; a seat passes on by both custodians
 * alone, or is given up by its holder; a seal is never changed, and opens by both in time, with a reason, once; no row, job or line of
 * the audit trail names who asked.
 */
export { type Custodians, giveUpKey, makeKey, nameCustodian, readCustodians, type SeatView } from './custodians.server.ts'
export { handOver } from './hand-over.server.ts'
export { askToOpen, confirmOpening, expireOpening, readOpened, refuseOpening } from './openings.server.ts'
export { isCustodian, listOpenings, openedNotice, openedOf, openingNotices, type OpeningView, readSeal, type SealPage } from './read-openings.server.ts'
export { hasCustodians, readySealing, sealAuthor } from './seal-author.server.ts'
