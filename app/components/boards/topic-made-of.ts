import type { TopicPage } from '~/domain/boards/index.server.ts'
import type { Viewer } from '../layout/viewer.ts'

/** What a topic's page shows is made of, for definePage: its reader only where a post is theirs; `unreadBoards` is for the frame, in the browser. */
export function topicMadeOf(page: TopicPage, viewer: Viewer): unknown {
  const isOwn = viewer.kind !== 'guest' && page.posts.some(({ author }) => author.kind === 'member' && author.id === viewer.id)
  return [viewer.kind, isOwn ? viewer.id : '', { ...page, unreadBoards: null }]
}
