import type { PostView } from '~/domain/boards/views.ts'
import type { LabelKey } from '~/i18n/index.tsx'
import type { IconName } from '../ui/icon.tsx'
import { postAddress, quoteAddress } from './topic-address.ts'

/** What decides which actions a post has: the post, whose it is, and what its reader may do. `restore` is known on the post's own page. */
export type PostFacts = { topicId: string; post: PostView; isMine: boolean; can: { reply: boolean; moderate: boolean; describe: boolean; restore?: boolean }; /** Number of the post that answers the topic. */ answer: number | undefined }

/**
 * One action of a post. `to` leads to a page about it, or, for a copy, to the post itself; `fields` makes it a form that is posted
 * there at once (a command id is added). `isQuote` is done where the composer is.
 */
export type PostAction = { name: string; label: LabelKey; icon: IconName; to: string; isCopy?: true; isQuote?: true; /** Done where one reads; what more there is to say stands on its page. */ staysHere?: true; fields?: Record<string, string> }

/** The rare actions of a post, in the order of its menu. Pure, and the same for the menu and for the page that lists them. */
export function postActions({ topicId, post, isMine, can, answer }: PostFacts): PostAction[] {
  const actions: PostAction[] = [{ name: 'copy', label: 'posts.copy_link', icon: 'link', to: postAddress(topicId, post.no), isCopy: true }]
  const address = `/topics/${topicId}/posts/${post.no}`
  if (post.isHidden) {
    if (can.restore === true) actions.unshift({ name: 'restore', label: 'posts.restore', icon: 'undo', to: address, fields: { intent: 'restore' } })
    if (can.moderate && post.isWithdrawn !== true) actions.push({ name: 'show-again', label: 'posts.show_again', icon: 'undo', to: address, fields: { intent: 'show-again' } })
    return actions
  }
  if (can.reply) actions.unshift({ name: 'quote', label: 'posts.quote', icon: 'quote', to: quoteAddress(topicId, post.no), isQuote: true })
  if (isMine && can.reply) actions.push({ name: 'edit', label: 'posts.edit', icon: 'edit', to: `${address}/edit` })
  if (post.isEdited) actions.push({ name: 'history', label: 'posts.see_history', icon: 'clock', to: `${address}#history` })
  actions.push({ name: 'bookmark', label: 'posts.bookmark', icon: 'mark', to: `/topics/${topicId}/bookmark/${post.no}`, staysHere: true, fields: { intent: 'add' } })
  actions.push({ name: 'reactions', label: 'reactions.who', icon: 'smile', to: `/topics/${topicId}/reactions/${post.no}` })
  actions.push({ name: 'share', label: 'share.action', icon: 'share', to: `/topics/${topicId}/share?post=${post.no}` })
  if (can.describe && post.no > 1) actions.push({ name: 'answer', label: answer === post.no ? 'posts.unaccept' : 'posts.accept', icon: 'check', to: `/topics/${topicId}`, fields: { intent: answer === post.no ? 'unanswer' : 'answer', no: String(post.no) } })
  if (!isMine) actions.push({ name: 'report', label: 'posts.report', icon: 'flag', to: `/topics/${topicId}/report/${post.no}` })
  if (isMine && can.reply && post.no > 1) actions.push({ name: 'delete', label: 'posts.delete', icon: 'x', to: `${address}/delete` })
  if (can.moderate) actions.push({ name: 'voice', label: 'posts.as_voice', icon: 'voice', to: `/desk/voices?source=${encodeURIComponent(address)}#make` })
  if (can.moderate) actions.push({ name: 'hide', label: 'posts.hide', icon: 'off', to: `/topics/${topicId}/hide/${post.no}` })
  return actions
}
