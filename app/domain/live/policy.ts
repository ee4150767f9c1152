import type { RoomState } from './fold.ts'

/** Length of a question, in characters as people count them. */
export const QUESTION_LIMIT = 300
/** How one may ask: always by name, and as the host allows. */
export const askingModes = ['name', 'pseudonym', 'anonymous'] as const
export type AskingMode = (typeof askingModes)[number]
/** Length of another name. */
export const PSEUDONYM_LIMIT = 20
/** What the projector shows. */
export const stageViews = ['question', 'poll', 'join'] as const
export type StageView = (typeof stageViews)[number]
/** What the room can be given at once, by everybody, as often as they like. */
export const roomReactions = ['clap', 'heart', 'idea', 'smile'] as const
export type RoomReaction = (typeof roomReactions)[number]

/** Length of an answer in writing. */
export const ANSWER_LIMIT = 2000

/** Where a question can be. Each is in one place of the tally. */
export const questionStatuses = ['pending', 'approved', 'answering', 'answered_live', 'answered_text', 'deferred', 'dismissed', 'merged', 'withdrawn'] as const
export type QuestionStatus = (typeof questionStatuses)[number]

/** Why a question was not shown; the author reads `live.reason.<reason>`. `private`: its author alone is answered, in the words beside it. */
export const dismissReasons = ['duplicate', 'off_topic', 'personal', 'time', 'private', 'rules'] as const
export type DismissReason = (typeof dismissReasons)[number]

/** What the author alone is told with it, and why they want it looked at once more: characters. */
export const NOTE_LIMIT = 500
export const APPEAL_LIMIT = 200

/** Questions of one member in a minute and in one room. */
export const ASKS_A_MINUTE = 5
export const ASKS_A_ROOM = 30
/** Questions one room holds. */
export const QUESTIONS_A_ROOM = 2000
/** Labels of one room, and the length of a label's name. */
export const LABELS_A_ROOM = 20
export const LABEL_LIMIT = 20
/** Messages to the stage: length, and how many one room keeps. */
export const MESSAGE_LIMIT = 200
export const MESSAGES_A_ROOM = 300

/** Whether the host lets people ask this way, and, without a name, there is somebody to seal it for. */
export const mayAskAs = (room: Pick<RoomState, 'allowsPseudonym' | 'allowsAnonymous'> & Partial<Pick<RoomState, 'lacksCustodians'>>, mode: AskingMode): boolean =>
  mode === 'name' || (mode === 'pseudonym' ? room.allowsPseudonym : room.allowsAnonymous && room.lacksCustodians !== true)

/** A recording begins or is entered within a day of the room's opening, in seconds. */
export const MOST_OFFSET = 86_400

type RoomFacts = Pick<RoomState, 'status' | 'isAskingOpen'>

/**
 * Why nobody can ask now, or null when everybody can: ahead of the event as well as in it. `isOver`: its time has passed, so that a room
 * nobody has opened takes nothing any more. Texts: `live.ask_<why>`.
 */
export function whyNotAsk(room: RoomFacts, isOver: boolean): 'closed' | 'paused' | null {
  if (room.status === 'closed' || (room.status === 'waiting' && isOver)) return 'closed'
  return room.isAskingOpen ? null : 'paused'
}

/** 「わたしも聞きたい」 counts while a question waits for its answer, until the room is closed. */
export const canVote = (room: Pick<RoomState, 'status'>, status: string): boolean => room.status !== 'closed' && (status === 'approved' || status === 'answering')

/** What every attendee may know of. */
export const publicStatuses = ['approved', 'answering', 'answered_live', 'answered_text', 'deferred'] as const
export const isPublic = (status: string): boolean => (publicStatuses as readonly string[]).includes(status)
export const isAnswered = (status: string): boolean => status === 'answered_live' || status === 'answered_text'

/** The author changes the words or takes the question back until it is answered. */
export const canChangeOwn = (status: string): boolean => status === 'pending' || status === 'approved'
export const canWithdrawOwn = (status: string): boolean => canChangeOwn(status) || status === 'deferred' || status === 'merged'

/** もう一度見てもらう: once, of a question that was left out, until the room is closed. */
export const canAppeal = (room: Pick<RoomState, 'status'>, question: { status: string; appeal?: string | null | undefined }): boolean => room.status !== 'closed' && question.status === 'dismissed' && (question.appeal ?? null) === null


/** What can be put together with another question, and what another can be put together with. */
export const canMerge = (status: string): boolean => status === 'pending' || status === 'approved' || status === 'deferred'
export const canMergeInto = isPublic
