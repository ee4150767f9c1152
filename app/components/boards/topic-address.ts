/** Where a link to a topic leads: the first unread post, or else the newest one. */
export const topicAddress = (topic: { id: string; isUnread: boolean; posts?: number | undefined }): string =>
  `/topics/${topic.id}${topic.isUnread ? '#unread' : topic.posts === undefined ? '' : `#post-${topic.posts}`}`

/** The page that holds a post, opened at it. Pages begin at 1, 21, 41… `hasRisen`: the page says that its level has. */
export const postAddress = (topicId: string, no: number, hasRisen = false): string => `/topics/${topicId}?from=${no - ((no - 1) % 20)}${hasRisen ? '&raised=1' : ''}#post-${no}`
