import type { EventOf } from '../../core/rooms.ts'
import type { topicEvents } from './events.ts'
import type { PostView, TopicState } from './views.ts'

/** Posts in the tail of a topic's state, and on a page. */
export const POSTS_A_PAGE = 20

/** What is left of a post that was hidden. */
export const hiddenPost = (post: PostView): PostView => ({ no: post.no, author: { kind: 'anonymous' }, at: post.at, isEdited: false, isHidden: true, html: '' })

/** Puts an event into the state of a topic. An event that the state already holds changes nothing, so a state may be newer than its number. */
export function foldTopic(state: TopicState, event: EventOf<typeof topicEvents>): TopicState {
  switch (event.type) {
    case 'post.added': {
      const { post } = event.payload
      if (post.no <= state.lastNo) return state
      return { ...state, lastNo: post.no, tail: [...state.tail, post].filter((p) => p.no > post.no - POSTS_A_PAGE) }
    }
    case 'post.hidden': {
      const { no } = event.payload
      if (state.hidden.includes(no)) return state
      const { [no]: _, ...reactions } = state.reactions
      return { ...state, hidden: [...state.hidden, no], reactions, tail: state.tail.map((p) => (p.no === no ? hiddenPost(p) : p)) }
    }
    case 'reactions.counted': {
      const reactions = { ...state.reactions }
      for (const { no, counts } of event.payload.posts) reactions[no] = counts
      return { ...state, reactions }
    }
    case 'topic.closed':
      return state.isClosed ? state : { ...state, isClosed: true }
    case 'topic.reopened':
      return state.isClosed ? { ...state, isClosed: false } : state
    default:
      return state
  }
}
