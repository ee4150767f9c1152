/**
 * moderation: what members report (posts, questions of live rooms), and what 事務局 decides about it.
 * Always true: a member has one report a subject; who reported is known to 事務局 alone; every decision stands in the audit trail, and who reported is told of it.
 */
export { dismissReport, hideReportedPost } from './decide.server.ts'
export { countOpenReports, listOpenReports, type ReportView } from './list-reports.server.ts'
export { dismissReportedQuestion, reportQuestion } from './report-question.server.ts'
export { reportPost, type ReportSubject } from './report-post.server.ts'
export { reportNotice, type ReportNotice } from './settle-reports.server.ts'
