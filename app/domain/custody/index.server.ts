/**
 * custody: the two custodians who together can tell who asked a question without a name: their keys, the seals, and what was opened.
 *
 * Always true: a private key stands here only under its holder's passphrase; one person holds one key; a seat passes on by both custodians
 * alone, or is given up by its holder; a seal is never changed.
 */
export { type Custodians, giveUpKey, makeKey, nameCustodian, readCustodians, type SeatView } from './custodians.server.ts'
export { hasCustodians, readySealing, sealAuthor } from './seal-author.server.ts'
