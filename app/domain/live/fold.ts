/** The one reducer of a live room, for attendees and hosts alike: browser, server and tests fold with it. */
import type { EventOf, RoomRef } from '../../core/rooms.ts'
import type { askerEvents, staffEvents } from './events.ts'

export type LiveEvent = EventOf<typeof staffEvents>
export type AskerEvent = EventOf<typeof askerEvents>

export type Question = Extract<LiveEvent, { type: 'question.published' }>['payload']['question']
export type OwnQuestion = Extract<AskerEvent, { type: 'question.submitted' }>['payload']['question']

/** Questions stand in the order they were asked. Attendees have only the public ones, hosts all. */
export type RoomState = {
  status: 'waiting' | 'open' | 'closed'
  isModerated: boolean
  isAskingOpen: boolean
  openedAt: string | null
  closedAt: string | null
  questions: Question[]
}

/** What one member alone has in a room: ids of the questions they want to hear, and their own questions. */
export type Mine = { votes: string[]; questions: OwnQuestion[] }

const isBefore = (a: Pick<Question, 'askedAt' | 'id'>, b: Pick<Question, 'askedAt' | 'id'>): boolean => (a.askedAt === b.askedAt ? a.id < b.id : a.askedAt < b.askedAt)

/** Puts a question in its place, or over the one with its id. */
function put<Q extends { id: string; askedAt: string }>(questions: Q[], question: Q): Q[] {
  const rest = questions.filter((q) => q.id !== question.id)
  const at = rest.findIndex((q) => isBefore(question, q))
  return at === -1 ? [...rest, question] : [...rest.slice(0, at), question, ...rest.slice(at)]
}

function change(state: RoomState, id: string, to: Partial<Question>): RoomState {
  return { ...state, questions: state.questions.map((q) => (q.id === id ? { ...q, ...to } : q)) }
}

export function foldRoom(state: RoomState, event: LiveEvent): RoomState {
  switch (event.type) {
    case 'room.opened':
      return { ...state, status: 'open', openedAt: event.payload.at, closedAt: null }
    case 'room.closed':
      return { ...state, status: 'closed', closedAt: event.payload.at }
    case 'asking.switched':
      return { ...state, isAskingOpen: event.payload.isOpen }
    case 'moderation.switched':
      return { ...state, isModerated: event.payload.isModerated }
    case 'question.submitted':
    case 'question.published':
      return { ...state, questions: put(state.questions, event.payload.question) }
    case 'question.withdrawn':
      return { ...state, questions: state.questions.filter((q) => q.id !== event.payload.id) }
    case 'question.dismissed':
      return change(state, event.payload.id, { status: 'dismissed', reason: event.payload.reason })
    case 'question.answering':
      return change(state, event.payload.id, { status: 'answering', answeringAt: event.payload.at })
    case 'question.answered':
      return change(state, event.payload.id, { status: 'answered_live', answeredAt: event.payload.at })
    case 'question.reopened':
      return change(state, event.payload.id, { status: 'approved', answeringAt: null, answeredAt: null })
    case 'votes.counted': {
      const counts = new Map(event.payload.counts.map((c) => [c.id, c.votes]))
      return { ...state, questions: state.questions.map((q) => (counts.has(q.id) ? { ...q, votes: counts.get(q.id) ?? q.votes } : q)) }
    }
    default:
      return state
  }
}

/** Applies what the author heard in `user:<id>`; doing it twice changes nothing. */
export function foldMine(mine: Mine, event: AskerEvent, room: RoomRef): Mine {
  switch (event.type) {
    case 'question.submitted':
      return event.payload.eventId === room.id ? { ...mine, questions: put(mine.questions, event.payload.question) } : mine
    case 'question.decided': {
      const { eventId, id, status, reason } = event.payload
      return eventId === room.id ? { ...mine, questions: mine.questions.map((q) => (q.id === id ? { ...q, status, reason } : q)) } : mine
    }
    default:
      return mine
  }
}

/** 受け付けた質問 ＝ 回答済み ＋ 回答中 ＋ 公開中 ＋ 確認待ち ＋ 見送り. The hosts' room holds every question, so it always adds up. */
export type Tally = { submitted: number; answered: number; answering: number; shown: number; pending: number; dismissed: number }
export function tallyOf(questions: Pick<Question, 'status'>[]): Tally {
  const count = (status: Question['status']) => questions.filter((q) => q.status === status).length
  return { submitted: questions.length, answered: count('answered_live'), answering: count('answering'), shown: count('approved'), pending: count('pending'), dismissed: count('dismissed') }
}
