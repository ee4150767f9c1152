import type { PollAnswer, PollEvent, PollFacts, PollTally, RoomPoll } from './views.ts'

/** Answers in words that are shown, the last ones. */
export const ANSWERS_SHOWN = 50

/** A poll that nobody has voted in yet. */
export const newTally = ({ choices, shows }: PollFacts): PollTally => ({ voters: 0, counts: shows === 'always' ? choices.map(() => 0) : null, isClosed: false })

/** What is told to everybody holds no counts that only some may see: who has them keeps theirs. */
export const tallyAfter = (before: PollTally | undefined, told: PollTally): PollTally => (told.counts === null && before !== undefined && before.counts !== null ? { ...before, isClosed: told.isClosed } : told)

/** Drafts stand last, in the order they were made; the others in the order they were opened. */
const isBefore = (a: RoomPoll, b: RoomPoll): boolean => {
  const [x, y] = [a.openedAt ?? '~', b.openedAt ?? '~']
  return x === y ? a.id < b.id : x < y
}

function put(polls: RoomPoll[], poll: RoomPoll): RoomPoll[] {
  const rest = polls.filter((p) => p.id !== poll.id)
  const at = rest.findIndex((p) => isBefore(poll, p))
  return at === -1 ? [...rest, poll] : [...rest.slice(0, at), poll, ...rest.slice(at)]
}

/** Answers as they are with those that came or changed; the last ones are kept. */
export function withAnswers(before: PollAnswer[], told: PollAnswer[]): PollAnswer[] {
  const byId = new Map([...before, ...told].map((a) => [a.id, a]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-ANSWERS_SHOWN)
}

/** The polls of a room after an event; the same list when it is not about polls. */
export function foldPolls(polls: RoomPoll[], event: PollEvent): RoomPoll[] {
  switch (event.type) {
    case 'poll.changed':
      return put(polls, event.payload.poll)
    case 'poll.dropped':
      return polls.filter((p) => p.id !== event.payload.id)
    case 'polls.counted': {
      const told = new Map(event.payload.polls.map(({ id, tally }) => [id, tally]))
      return polls.map((poll) => {
        const tally = told.get(poll.id)
        if (tally === undefined) return poll
        return { ...poll, tally: tally.answers ? { ...tally, answers: withAnswers(poll.tally.answers ?? [], tally.answers) } : tally }
      })
    }
  }
}
