import type { TopicPage } from '~/domain/boards/index.server.ts'

/**
 * A document shows the texts of its posts, so its data need not say them again: a third of what a topic page weighs. What was left
 * out (an empty text of a post that is not hidden; posts always have one) is found where it stands.
 */
export const withoutTexts = (page: TopicPage): TopicPage => ({ ...page, posts: page.posts.map((post) => ({ ...post, html: '' })) })

const whole = new WeakMap<TopicPage, TopicPage>()

/** The page with its texts. The same answer for the same page, so that nothing is read anew once the document has moved on. */
export function withTexts(page: TopicPage): TopicPage {
  const known = whole.get(page)
  if (known !== undefined || typeof document === 'undefined' || !page.posts.some((post) => post.html === '' && !post.isHidden)) return known ?? page
  const found = { ...page, posts: page.posts.map((post) => (post.html !== '' || post.isHidden ? post : { ...post, html: document.querySelector(`#post-${post.no} .prose`)?.innerHTML ?? '' })) }
  whole.set(page, found)
  return found
}
