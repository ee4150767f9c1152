import { hiddenPost, newerPost } from '~/domain/boards/fold.ts'
import type { PostView, TopicState } from '~/domain/boards/views.ts'

/** The posts on screen: one after another without a hole, from `from` on. */
export type Gathered = { from: number; posts: PostView[] }

/**
 * Adds what a page brought and what came live to what is on screen. Posts that do not follow on are left out (the reader is far from
 * the end); a page that does not touch what is on screen replaces it. What was hidden meanwhile is hidden.
 */
export function gatherPosts(before: Gathered | null, page: { from: number; posts: PostView[] }, state: TopicState): Gathered {
  const end = before === null ? 0 : before.from + before.posts.length
  const isTouching = before !== null && page.from >= before.from && page.from <= end
  const from = isTouching ? before.from : page.from
  const byNo = new Map<number, PostView>()
  for (const post of [...(isTouching ? before.posts : []), ...page.posts, ...state.tail, ...state.changed]) {
    const known = byNo.get(post.no)
    byNo.set(post.no, known === undefined ? post : newerPost(known, post))
  }
  const posts: PostView[] = []
  for (let post = byNo.get(from); post !== undefined; post = byNo.get(post.no + 1)) posts.push(state.hidden.includes(post.no) && !post.isHidden ? hiddenPost(post, state.withdrawn.includes(post.no), state.moved?.includes(post.no)) : post)
  if (isTouching && posts.length === before.posts.length && posts.every((p, i) => p === before.posts[i])) return before
  return { from, posts }
}

/** A reply given here: its command, what it says, the newest post when it was given, and its number once it is known. */
export type Sent = { commandId: string; text: string; since: number; no: number | null }

/** The replies that are not yet among the posts on screen, which end at `end`. `own` are the numbers of the reader's own posts there. */
export function stillPending(sent: Sent[], own: number[], end = 0): Sent[] {
  const known = new Set(sent.flatMap((s) => s.no ?? []))
  const free = own.filter((no) => !known.has(no))
  return sent.filter((s) => {
    if (s.no !== null) return s.no > end && !own.includes(s.no)
    // Its event may come before its answer: then the post is there already.
    const i = free.findIndex((no) => no > s.since)
    if (i === -1) return true
    free.splice(i, 1)
    return false
  })
}
