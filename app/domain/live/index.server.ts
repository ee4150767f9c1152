/**
 * live: the room of an event. Questions and what becomes of them, 「わたしも聞きたい」, who may hear what.
 *
 * Always true: a question that waits or was dismissed is known to its author and the hosts alone; one vote a member and
 * question, also where questions were put together; one question at a time is being answered; nothing comes in once the room is closed; every question is counted
 * in exactly one place of the tally.
 */
export { questionNotice, type QuestionNotice } from './question-notice.server.ts'
export { answeringNow } from './answering-now.server.ts'
export { approveQuestion } from './approve-question.server.ts'
export { answerInWriting } from './answer-in-writing.server.ts'
export { askQuestion } from './ask-question.server.ts'
export { closeRoom } from './close-room.server.ts'
export { countVotes } from './count-votes.server.ts'
export { deferQuestion } from './defer-question.server.ts'
export { dismissQuestion } from './dismiss-question.server.ts'
export { editQuestion } from './edit-question.server.ts'
export { handOver, takeOver } from './hand-over.server.ts'
export { dropLabel, labelQuestion, makeLabel } from './labels.server.ts'
export { markAnswered } from './mark-answered.server.ts'
export { mergeQuestions, unmergeQuestion } from './merge-questions.server.ts'
export { notePresence } from './note-presence.server.ts'
export { notePeople } from './note-people.server.ts'
export { openRoom } from './open-room.server.ts'
export { changeOwnQuestion, withdrawOwnQuestion } from './own-question.server.ts'
export { type AttendeePage, type HostPage, readAttendeePage, readHostPage } from './read-pages.server.ts'
export { questionToTopic, type RecordedQuestion, roomRecord, type RoomRecord } from './room-record.server.ts'
export { endOldRehearsals, endRehearsal, readRehearsal, type RehearsalPage, startRehearsal } from './rehearsal.server.ts'
export { reopenQuestion } from './reopen-question.server.ts'
export { eventRoom, eventStaffRoom } from './room-sources.server.ts'
export { type QuestionFind, type QuestionHit, searchQuestions } from './search-questions.server.ts'
export { readStageMessage, sayToStage } from './stage-messages.server.ts'
export { startAnswering } from './start-answering.server.ts'
export { switchAsking } from './switch-asking.server.ts'
export { switchModeration } from './switch-moderation.server.ts'
export { voteForQuestion } from './vote-for-question.server.ts'
