/** The one reducer of a live room, for attendees and hosts alike: browser, server and tests fold with it. */
import type { EventOf, RoomRef } from '../../core/rooms.ts'
import { foldPolls } from '../polls/fold.ts'
import type { Ballot, RoomPoll } from '../polls/views.ts'
import type { askerEvents, staffEvents } from './events.ts'
import type { StageView } from './policy.ts'
import type { Stream } from './stream.ts'
import type { Recording } from './views.ts'

export type LiveEvent = EventOf<typeof staffEvents>
export type AskerEvent = EventOf<typeof askerEvents>

export type Question = Extract<LiveEvent, { type: 'question.published' }>['payload']['question']
export type OwnQuestion = Extract<AskerEvent, { type: 'question.submitted' }>['payload']['question']
export type Label = Extract<LiveEvent, { type: 'labels.changed' }>['payload']['labels'][number]
export type StageMessage = Extract<LiveEvent, { type: 'stage.said' }>['payload']['message']

/** Questions stand in the order they were asked. Attendees have only the public ones, and of labels too; hosts have all. */
export type RoomState = {
  status: 'waiting' | 'open' | 'closed'
  isModerated: boolean
  isAskingOpen: boolean
  allowsPseudonym: boolean
  allowsAnonymous: boolean
  /** Asking without a name is allowed here, but there is nobody to seal names for: nobody can. */
  lacksCustodians: boolean
  /** What the projector shows. */
  stageView: StageView
  /** Which poll it shows while several are open. Null: the one started last. */
  stagePollId: string | null
  stream: Stream | null
  /** Where it can be seen again once it is closed. */
  recording: Recording | null
  openedAt: string | null
  closedAt: string | null
  questions: Question[]
  labels: Label[]
  /** Who has the room in hand; for hosts. Null: every host. */
  lead: { id: string; name: string } | null
  /** The last messages to the stage, in order; for hosts. */
  stage: StageMessage[]
  /** In the order they were opened; hosts have their drafts too, last. */
  polls: RoomPoll[]
}

/** What one member alone has in a room: ids of the questions they want to hear, their own questions, and what they answered in polls. */
export type Mine = { votes: string[]; questions: OwnQuestion[]; ballots: Ballot[] }

/** Messages to the stage that the console shows. */
export const MESSAGES_SHOWN = 20

const isBefore = (a: Pick<Question, 'askedAt' | 'id'>, b: Pick<Question, 'askedAt' | 'id'>): boolean => (a.askedAt === b.askedAt ? a.id < b.id : a.askedAt < b.askedAt)

/** Puts a question in its place, or over the one with its id. */
function put<Q extends { id: string; askedAt: string }>(questions: Q[], question: Q): Q[] {
  const rest = questions.filter((q) => q.id !== question.id)
  const at = rest.findIndex((q) => isBefore(question, q))
  return at === -1 ? [...rest, question] : [...rest.slice(0, at), question, ...rest.slice(at)]
}

function dismissed(question: Question, { reason, note }: { reason: Question['reason']; note?: string | undefined }): Question {
  const after: Question = { ...question, status: 'dismissed', reason }
  // With that its reports are decided, and what was told before is told no more.
  delete after.reports
  delete after.note
  return note === undefined ? after : { ...after, note }
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
    case 'modes.switched':
      return { ...state, ...event.payload, lacksCustodians: event.payload.allowsAnonymous && state.lacksCustodians }
    case 'custodians.changed':
      return { ...state, lacksCustodians: state.allowsAnonymous && event.payload.areLacking }
    case 'stage.shown':
      return { ...state, stageView: event.payload.view, stagePollId: event.payload.pollId ?? null }
    case 'stream.changed':
      return { ...state, stream: event.payload.stream }
    case 'recording.changed':
      return { ...state, recording: event.payload.recording }
    case 'question.submitted':
    case 'question.published':
    case 'question.changed':
      return { ...state, questions: put(state.questions, event.payload.question) }
    case 'question.withdrawn':
      return { ...state, questions: state.questions.filter((q) => q.id !== event.payload.id) }
    case 'question.dismissed':
      return { ...state, questions: state.questions.map((q) => (q.id === event.payload.id ? dismissed(q, event.payload) : q)) }
    case 'question.answering':
      return change(state, event.payload.id, { status: 'answering', answeringAt: event.payload.at })
    case 'question.answered':
      return change(state, event.payload.id, { status: 'answered_live', answeredAt: event.payload.at })
    case 'votes.counted': {
      const counts = new Map(event.payload.counts.map((c) => [c.id, c.votes]))
      return { ...state, questions: state.questions.map((q) => (counts.has(q.id) ? { ...q, votes: counts.get(q.id) ?? q.votes } : q)) }
    }
    case 'labels.changed':
      return { ...state, labels: event.payload.labels, questions: withoutLostLabels(state.questions, event.payload.labels) }
    case 'lead.changed':
      return { ...state, lead: event.payload.lead }
    case 'stage.said':
      return { ...state, stage: [...state.stage, event.payload.message].slice(-MESSAGES_SHOWN) }
    case 'stage.read': {
      const { id, by, at } = event.payload
      return { ...state, stage: state.stage.map((m) => (m.id === id ? { ...m, read: { by, at } } : m)) }
    }
    case 'poll.changed':
    case 'polls.counted':
    case 'poll.dropped':
      return { ...state, polls: foldPolls(state.polls, event) }
    default:
      return state
  }
}

function withoutLostLabels(questions: Question[], labels: Label[]): Question[] {
  const known = new Set(labels.map((l) => l.id))
  return questions.map(({ labels: own, ...q }) => {
    const left = own?.filter((l) => known.has(l)) ?? []
    return left.length === 0 ? q : { ...q, labels: left }
  })
}

/** Applies what the author heard in `user:<id>`; doing it twice changes nothing. */
export function foldMine(mine: Mine, event: AskerEvent, room: RoomRef): Mine {
  switch (event.type) {
    case 'question.submitted':
      return event.payload.eventId === room.id ? { ...mine, questions: put(mine.questions, event.payload.question) } : mine
    case 'question.decided': {
      const { eventId, id, ...to } = event.payload
      if (eventId !== room.id) return mine
      if (to.status === 'withdrawn') return { ...mine, questions: mine.questions.filter((q) => q.id !== id) }
      return { ...mine, questions: mine.questions.map((q) => (q.id === id ? { id, askedAt: q.askedAt, ...to } : q)) }
    }
    default:
      return mine
  }
}

/** 受け付けた質問 ＝ 回答済み ＋ 回答中 ＋ 公開中 ＋ あとで回答 ＋ 確認待ち ＋ まとめ ＋ 見送り ＋ 取り下げ. The hosts' room holds every question, so it always adds up. */
export type Tally = Record<'submitted' | 'answered' | 'answering' | 'shown' | 'deferred' | 'pending' | 'merged' | 'dismissed' | 'withdrawn', number>
export function tallyOf(questions: Pick<Question, 'status'>[]): Tally {
  const each = new Map<string, number>()
  for (const { status } of questions) each.set(status, (each.get(status) ?? 0) + 1)
  return tallyOfCounts(each)
}

/** The same of how many there are of each status. */
export function tallyOfCounts(each: ReadonlyMap<string, number>): Tally {
  const count = (...statuses: Question['status'][]) => statuses.reduce((n, status) => n + (each.get(status) ?? 0), 0)
  return {
    submitted: [...each.values()].reduce((n, m) => n + m, 0), answered: count('answered_live', 'answered_text'), answering: count('answering'), shown: count('approved'), deferred: count('deferred'),
    pending: count('pending'), merged: count('merged'), dismissed: count('dismissed'), withdrawn: count('withdrawn'),
  }
}
