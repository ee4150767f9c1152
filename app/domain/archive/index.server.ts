/**
 * archive: what stays of a seminar. When its room is closed, one topic keeps it (the record), and each question that was shown and not
 * answered becomes a topic of its own, asked of the speaker by a day.
 *
 * Always true: one record a room and one topic a question, however often the room's closing is worked off; nobody's name stands in them but
 * the speaker's; a question and its topic have one answer, wherever it was given; who asked or wanted to hear the answer watches its topic, and an asker who gave their name is told. Calls live, boards, polls,
 * files and attention; nothing calls it but pages and workers.
 */
export { answeredInTopic, answerInRoom, answerLeftOver, reopenInRoom } from './answer-left-over.server.ts'
export { archiveRoom } from './archive-room.server.ts'
export { attendanceCode, confirmAttendance } from './attendance-code.server.ts'
export { followRecord } from './follow-record.server.ts'
export { keptOf } from './kept-of.server.ts'
export { leftOverAnswer, movedQuestionNotice, topicsOfQuestions } from './question-notice.server.ts'
export { type Beginning, publishSummary, readSummary, type SummaryPage } from './summary.server.ts'
export { settleAttendance } from './settle-attendance.server.ts'
