/** What domain tests are made with. A test file that imports this runs in the Vitest project "db", on a database of its own. */
export { actorOf, clock, DEMO_NOW, testCtx } from './ctx.ts'
export type { MemberLike } from './ctx.ts'
export { testClock } from '../../app/core/clock.ts'
export { emptyDb, testDb, testUrl } from './db.ts'
export { audits, emitted, everything, jobs } from './read.ts'
export { heldTopic } from './held.ts'
export { concurrently } from './concurrently.ts'
export { guard, guardsHold } from './guards.ts'
