import type { PollFacts, PollTally } from './views.ts'

/** A poll that nobody has voted in yet. */
export const newTally = ({ choices, shows }: PollFacts): PollTally => ({ voters: 0, counts: shows === 'always' ? choices.map(() => 0) : null, isClosed: false })

/** What is told to everybody holds no counts that only some may see: who has them keeps theirs. */
export const tallyAfter = (before: PollTally | undefined, told: PollTally): PollTally => (told.counts === null && before !== undefined && before.counts !== null ? { ...before, isClosed: told.isClosed } : told)
