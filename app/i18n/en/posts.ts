import type { posts as ja } from '../ja/posts.ts'
import type { English } from '../types.ts'

export const posts: English<typeof ja> = {
  title: 'Post {{no}}',
  more: 'More actions',
  more_of: 'More actions for post {{no}}',
  copy_link: 'Copy the link',
  copied: 'The link was copied',
  to_post: 'See it in its topic',
  report: 'Tell the office',
  hide: 'Hide',
}
