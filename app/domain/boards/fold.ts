import type { EventOf } from '../../core/rooms.ts'
import { newTally, tallyAfter } from '../polls/fold.ts'
import type { topicEvents } from './events.ts'
import type { PollFacts } from '../polls/views.ts'
import type { PollsByPost, PostView, TopicState } from './views.ts'

/** Posts in the tail of a topic's state, and on a page. */
export const POSTS_A_PAGE = 20
/** The number that the page of a post begins with: 1, 21, 41… */
export const pageStart = (no: number): number => no - ((no - 1) % POSTS_A_PAGE)
export const isPageStart = (no: number): boolean => pageStart(no) === no

/** What is left of a post that was hidden. */
export const hiddenPost = (post: Pick<PostView, 'no' | 'at'>, isWithdrawn = false, isMoved = false): PostView =>
  ({ no: post.no, author: { kind: 'anonymous' }, at: post.at, isEdited: false, isHidden: true, html: '', ...(isWithdrawn ? { isWithdrawn } : {}), ...(isMoved ? { isMoved } : {}) })

/** Of two views of a post the one that is not older. */
export const newerPost = (before: PostView, after: PostView): PostView => ((after.version ?? 1) >= (before.version ?? 1) ? after : before)

/** A changed post takes its place in the state, unless a newer view of it is there. */
function withChanged(state: TopicState, post: PostView): TopicState {
  const isOld = [...state.changed, ...state.tail].some((p) => p.no === post.no && !p.isHidden && newerPost(p, post) === p)
  if (isOld) return state
  return {
    ...state,
    changed: [...state.changed.filter((p) => p.no !== post.no), post].slice(-POSTS_A_PAGE),
    tail: state.tail.map((p) => (p.no === post.no ? post : p)),
  }
}

/** A post's poll, before anybody voted in it. */
const withPoll = (state: TopicState, no: number, poll: PollFacts): TopicState => ({ ...state, polls: { ...state.polls, [no]: poll }, tallies: { ...state.tallies, [no]: newTally(poll) } })

function withoutPoll(state: TopicState, no: number): PollsByPost {
  const { [no]: _poll, ...polls } = state.polls ?? {}
  const { [no]: _tally, ...tallies } = state.tallies ?? {}
  return Object.keys(tallies).length > 0 ? { polls, tallies } : { polls: undefined, tallies: undefined }
}

/** Puts an event into the state of a topic. An event that the state already holds changes nothing, so a state may be newer than its number. */
export function foldTopic(state: TopicState, event: EventOf<typeof topicEvents>): TopicState {
  switch (event.type) {
    case 'post.added': {
      const { post, poll } = event.payload
      if (post.no <= state.lastNo) return state
      return { ...(poll ? withPoll(state, post.no, poll) : state), lastNo: post.no, tail: [...state.tail, post].filter((p) => p.no > post.no - POSTS_A_PAGE) }
    }
    case 'post.edited': {
      const { post } = event.payload
      return state.hidden.includes(post.no) ? state : withChanged(state, post)
    }
    case 'post.hidden': {
      const { no, by } = event.payload
      const isWithdrawn = by === 'author'
      if (state.hidden.includes(no) && state.withdrawn.includes(no) === isWithdrawn) return state
      const { [no]: _, ...reactions } = state.reactions
      const { answer, ...facts } = state.facts
      return {
        ...state,
        ...(answer === no && { facts }),
        ...(state.tallies?.[no] && withoutPoll(state, no)),
        hidden: state.hidden.includes(no) ? state.hidden : [...state.hidden, no],
        withdrawn: isWithdrawn ? [...state.withdrawn, no] : state.withdrawn.filter((n) => n !== no),
        changed: state.changed.filter((p) => p.no !== no),
        reactions,
        tail: state.tail.map((p) => (p.no === no ? hiddenPost(p, isWithdrawn) : p)),
      }
    }
    case 'post.shown': {
      const { post } = event.payload
      return withChanged({ ...state, hidden: state.hidden.filter((n) => n !== post.no), withdrawn: state.withdrawn.filter((n) => n !== post.no) }, post)
    }
    case 'reactions.counted': {
      const reactions = { ...state.reactions }
      for (const { no, counts } of event.payload.posts) reactions[no] = counts
      return { ...state, reactions }
    }
    case 'topic.merged':
      return { ...state, merged: event.payload }
    case 'topic.facts':
      return { ...state, facts: event.payload.facts }
    case 'polls.counted': {
      const tallies = { ...state.tallies }
      for (const { no, tally } of event.payload.polls) tallies[no] = tallyAfter(tallies[no], tally)
      return { ...state, tallies }
    }
    case 'poll.changed':
      return withPoll(state, event.payload.no, event.payload.poll)
    case 'topic.closed':
      return state.isClosed ? state : { ...state, isClosed: true }
    case 'topic.reopened':
      return state.isClosed ? { ...state, isClosed: false } : state
    default:
      return state
  }
}
