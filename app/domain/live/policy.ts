import type { RoomState } from './fold.ts'

/** Length of a question, in characters as people count them. */
export const QUESTION_LIMIT = 300

/** Why a question was not shown; the author reads `live.reason.<reason>`. */
export const dismissReasons = ['duplicate', 'off_topic', 'personal', 'time', 'rules'] as const
export type DismissReason = (typeof dismissReasons)[number]

/** Questions of one member in a minute and in one room. */
export const ASKS_A_MINUTE = 5
export const ASKS_A_ROOM = 30
/** Questions one room holds. */
export const QUESTIONS_A_ROOM = 2000

type RoomFacts = Pick<RoomState, 'status' | 'isAskingOpen'>

/** Why nobody can ask now, or null when everybody can. Texts: `live.ask_<why>`. */
export function whyNotAsk(room: RoomFacts): 'waiting' | 'closed' | 'paused' | null {
  if (room.status !== 'open') return room.status
  return room.isAskingOpen ? null : 'paused'
}

/** 「わたしも聞きたい」 counts while a question waits for its answer and the room is open. */
export const canVote = (room: Pick<RoomState, 'status'>, status: string): boolean => room.status === 'open' && (status === 'approved' || status === 'answering')

/** What every attendee may know of. */
export const publicStatuses = ['approved', 'answering', 'answered_live'] as const
export const isPublic = (status: string): boolean => (publicStatuses as readonly string[]).includes(status)
