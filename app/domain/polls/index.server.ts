/**
 * polls: a question with choices, who chose what, and what it comes to. Shared: a poll belongs to a post or an event, and the module of
 * that decides who may see it, vote, close it and hear of it; it calls these with what it has authorised.
 * Always true: one vote a member and poll, changeable until the poll is closed and never after; the counts are those of the votes; who
 * voted how leaves the server for nobody but the voter; counts are shown to whom the poll says; what is asked stays once somebody voted;
 * a word or an answer that is hidden is known to its author and the hosts alone, in the log too.
 */
export { castVote, type VoteDoor } from './cast-vote.server.ts'
export { claimCounted, claimDue, type Counted } from './claim-polls.server.ts'
export { claimRoomCounts, type CountedRoom } from './claim-room-polls.server.ts'
export { closePoll } from './close-poll.server.ts'
export { changePoll, dropPolls, makePoll, readPoll } from './make-poll.server.ts'
export type { PollSpec } from './schema.ts'
export { type OwnPoll, pollById, pollsOf } from './read-polls.server.ts'
export { type Audience, ballotsOf, closePollsOf, dropDraft, eventOfPoll, hideInPoll, openPoll, openSecondRound, POLLS_A_ROOM, redactAnswers, roomPolls, showCounts, WHOLE_POLLS } from './room-polls.server.ts'
export { pollLine, resultLines, resultRows } from './result-lines.server.ts'
export { wordsOf } from './words.ts'
