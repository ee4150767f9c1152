import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from '~/components/layout/announcer.tsx'
import { useViewer } from '~/components/layout/root-data.ts'
import { useSetUnread } from '~/components/layout/unread.tsx'
import { foldTopic } from '~/domain/boards/fold.ts'
import type { TopicPage } from '~/domain/boards/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { useRoom } from '~/realtime/useRoom'
import { type Gathered, gatherPosts } from './gather-posts.ts'

/** A topic as it is on screen: the page's posts and what has come live since. One component a topic: give it the topic as its key. */
export function useTopic(page: TopicPage) {
  const t = useT()
  const announce = useAnnounce()
  const setUnread = useSetUnread()
  const viewer = useViewer()
  const { topic } = page
  const { state, can, status } = useRoom('topic', topic.id, page.room, foldTopic)

  const [before, keep] = useState<{ on: Gathered | null; openedEnd: number }>({ on: null, openedEnd: 0 })
  const on = gatherPosts(before.on, page, state)
  const openedEnd = Math.max(before.openedEnd, page.posts.at(-1)?.no ?? 0)
  if (on !== before.on || openedEnd !== before.openedEnd) keep({ on, openedEnd })
  const end = on.from + on.posts.length - 1

  // What was new when the topic was opened stays marked while one reads.
  const [unread] = useState(page.unread)

  useEffect(() => {
    const { unreadBoards } = page
    if (unreadBoards !== null) setUnread((u) => ({ ...u, boards: unreadBoards }))
  }, [page, setUnread])

  const me = viewer.kind === 'guest' ? null : viewer.id
  const heard = useRef(state.lastNo)
  useEffect(() => {
    const others = (end === state.lastNo ? on.posts : state.tail).filter((p) => p.no > heard.current && !(p.author.kind === 'member' && p.author.id === me)).length
    heard.current = Math.max(heard.current, state.lastNo)
    if (others > 0) announce.count(`topic:${topic.id}`, others, (count) => t('boards.new_posts', { count }))
  }, [state, on, end, me, topic.id, announce, t])

  return {
    posts: on.posts,
    from: on.from,
    /** Number of the last post on screen, and of the topic. */
    end,
    lastNo: state.lastNo,
    isClosed: state.isClosed,
    facts: state.facts,
    merged: state.merged,
    reactions: state.reactions,
    polls: state,
    isAway: status === 'away',
    canReply: can['reply'] === true && !state.isClosed,
    unread,
    /** The last post that a page brought; the server counts it as read. */
    openedEnd,
    own: on.posts.flatMap((p) => (p.author.kind === 'member' && p.author.id === me ? [p.no] : [])),
  }
}
