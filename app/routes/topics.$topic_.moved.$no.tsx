import { movedPost } from '~/domain/boards/index.server'
import { go, page } from '~/http/handle.server'

/** Leads to where a post stands now. */
export const loader = page('member', async ({ ctx, params }) => {
  const { topicId, no } = await movedPost(ctx, params['topic'] ?? '', Number(params['no']))
  throw go(`/topics/${topicId}?from=${no}#post-${no}`)
})
