/** What pages and schemas share; the browser reads it without the schema library. */

/** A seat at the place, or one online. */
export const seatKinds = ['venue', 'online'] as const
export type SeatKind = (typeof seatKinds)[number]

/** What a host's list of registrations shows. */
export const rosterGroups = ['coming', 'pending', 'waiting', 'attended', 'absent', 'cancelled'] as const
export type RosterGroup = (typeof rosterGroups)[number]

/** Longest 配慮事項, in characters as people count them. */
export const SUPPORT_LIMIT = 300

/** What the list shows: `online` and `venue` both hold hybrid events; `open`: a seat is free now; `joined`: going or waiting; `hosted`: the reader's own. */
export const eventFilters = ['all', 'online', 'venue', 'joined', 'hosted', 'open'] as const
/** Most themes of an event. */
export const MOST_THEMES = 5
export const eventKinds = ['seminar', 'meetup'] as const
export type EventFilter = (typeof eventFilters)[number]

/** Most questions of a registration form, and options of one. */
export const MOST_QUESTIONS = 12
export const MOST_OPTIONS = 20
/** Longest text of a question and of an option, in characters as people count them. */
export const QUESTION_LIMIT = 120
export const OPTION_LIMIT = 60
/** Longest answer in words, in characters as people count them. */
export const ANSWER_LIMIT = 300
export const questionKinds = ['text', 'one', 'many'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** A question that registrants are asked. `when`: only those are asked who chose this option of an earlier question. */
export type FormQuestion = { id: string; text: string; kind: QuestionKind; options: string[]; isRequired: boolean; when: { id: string; option: string } | null }
/** By the ids of the questions: a text, or the options that were chosen. */
export type Answers = Record<string, string | string[]>

/** The field of a question in a form. */
export const questionField = (id: string): string => `q-${id}`

/** Whether this question is asked, given the answers so far; one behind a question that is not asked is not asked either. */
export function isAsked(question: FormQuestion, all: readonly FormQuestion[], answers: Answers): boolean {
  const { when } = question
  if (when === null) return true
  const before = all.slice(0, all.indexOf(question)).find((q) => q.id === when.id)
  if (before === undefined || !isAsked(before, all, answers)) return false
  const answer = answers[before.id]
  return Array.isArray(answer) ? answer.includes(when.option) : answer === when.option
}

/** Where somebody is asked after an event: as one who came, or as one who did not. */
export type SurveyLink = { for: 'attended' | 'absent'; url: string }
