import type { Ctx } from '../../core/ctx.ts'
import { isDomainError } from '../../core/errors.ts'
import { findDay } from './find-day.server.ts'
import { isPageStart } from './fold.ts'
import { mergedInto, movedPost } from './moved.server.ts'
import { showTopic, type TopicPage } from './show-topic.server.ts'

/** What a reader's address asks for: a number (a page's first, or one post's), or a day (`2025-11-20`, in Asia/Tokyo). */
export type Asked = { from: number | null; on: string | null; isGlance: boolean }
/**
 * Where what was asked for stands: `no` null is the topic as it opens by itself. `was`: an old number that began a page, whose post
 * a browser names behind `#`.
 */
export type Elsewhere = { topicId: string; no: number | null; was: number | null }
export type Opened = { page: TopicPage } | { elsewhere: Elsewhere }

/**
 * Opens a topic for a reader: its page, or where to go instead when they ask for a day, for a post that stands in another topic now,
 * or for a topic that became part of another one. Throws `not_found` for what they may not see.
 */
export async function openTopic(ctx: Ctx, topicId: string, { from, on, isGlance }: Asked): Promise<Opened> {
  const day = on === null ? null : await findDay(ctx, topicId, on)
  if (day !== null) return { elsewhere: { topicId, no: day, was: null } }
  try {
    const page = await showTopic(ctx, topicId, from, isGlance)
    const [first] = page.posts
    // A number that begins a page means the page, also when its first post has moved away.
    if (from === null || isPageStart(from) || first?.no !== from || first.isMoved !== true) return { page }
    return { elsewhere: { ...(await movedPost(ctx, page.topic.id, from)), was: null } }
  } catch (error) {
    const into = isDomainError(error) && error.code === 'not_found' ? await mergedInto(ctx, topicId) : null
    if (into === null) throw error
    if (from === null) return { elsewhere: { topicId: into, no: null, was: null } }
    return { elsewhere: { ...(await movedPost(ctx, topicId, from)), was: isPageStart(from) ? from : null } }
  }
}
