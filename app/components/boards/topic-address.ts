import { pageStart } from '~/domain/boards/fold.ts'
import type { Elsewhere } from '~/domain/boards/index.server.ts'

/** Where a link to a topic leads: the first unread post, or else the newest one. */
export const topicAddress = (topic: { id: string; isUnread: boolean; posts?: number | undefined }): string =>
  `/topics/${topic.id}${topic.isUnread ? '#unread' : topic.posts === undefined ? '' : `#post-${topic.posts}`}`

/** The page that holds a post, opened at it. `hasRisen`: the page says that its level has. */
export const postAddress = (topicId: string, no: number, hasRisen = false): string => `/topics/${topicId}?from=${pageStart(no)}${hasRisen ? '&raised=1' : ''}#post-${no}`

/** The composer of a topic, with the beginning of a post in it as a quote. */
export const quoteAddress = (topicId: string, no: number): string => `/topics/${topicId}?from=${pageStart(no)}&quote=${no}#reply`

/** Where what was asked for stands. A browser takes over what stood behind # in the old address: see use-old-address.ts. */
export const elsewhereAddress = ({ topicId, no, was }: Elsewhere): string =>
  no === null ? `/topics/${topicId}` : `/topics/${topicId}?from=${no}${was === null ? `#post-${no}` : `&was=${was}`}`
