import type { PostView } from '~/domain/boards/views.ts'
import type { LabelKey } from '~/i18n/index.tsx'
import type { IconName } from '../ui/icon.tsx'
import { postAddress } from './topic-address.ts'

/** What decides which actions a post has: the post, whose it is, and what its reader may do in the topic. */
export type PostFacts = { topicId: string; post: PostView; isMine: boolean; can: { reply: boolean; moderate: boolean } }

/**
 * One action of a post. `to` leads to a page about it, or, for a copy, to the post itself; `fields` makes it a form that is posted
 * there at once (a command id is added).
 */
export type PostAction = { name: string; label: LabelKey; icon: IconName; to: string; isCopy?: true; fields?: Record<string, string> }

/** The rare actions of a post, in the order of its menu. Pure, and the same for the menu and for the page that lists them. */
export function postActions({ topicId, post, isMine, can }: PostFacts): PostAction[] {
  const actions: PostAction[] = [{ name: 'copy', label: 'posts.copy_link', icon: 'link', to: postAddress(topicId, post.no), isCopy: true }]
  if (post.isHidden) return actions
  actions.push({ name: 'reactions', label: 'reactions.who', icon: 'smile', to: `/topics/${topicId}/reactions/${post.no}` })
  actions.push({ name: 'share', label: 'share.action', icon: 'share', to: `/topics/${topicId}/share?post=${post.no}` })
  if (!isMine) actions.push({ name: 'report', label: 'posts.report', icon: 'flag', to: `/topics/${topicId}/report/${post.no}` })
  if (can.moderate) actions.push({ name: 'hide', label: 'posts.hide', icon: 'off', to: `/topics/${topicId}/hide/${post.no}` })
  return actions
}
