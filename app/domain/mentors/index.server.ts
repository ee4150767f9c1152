/**
 * mentors: alumni who offer their time, and the requests others send them.
 * Always true: a mentor never holds more open requests (sent or accepted) than their limit; somebody has at most one open request
 * with the same mentor; a request is read by its two people and nobody else, staff included.
 */
export { accessMentor, listMentors, mentorFields, mentorsAmong, type MentorView } from './access.server.ts'
export { askMentor } from './ask-mentor.server.ts'
export { answerRequest, withdrawRequest } from './answer-request.server.ts'
export { requestNotice, type RequestNotice } from './request-notice.server.ts'
export { accessRequest, listReceived, listSent, type RequestView } from './requests.server.ts'
