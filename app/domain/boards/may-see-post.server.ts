import type { Ctx } from '../../core/ctx.ts'
import { isDomainError } from '../../core/errors.ts'
import { accessTopic } from './access.server.ts'

/** Whether the actor may read a post: its topic is theirs to read, and the post is not hidden or was taken back by themselves. For what belongs to a post. */
export async function maySeePost(ctx: Ctx, postId: string): Promise<boolean> {
  const me = ctx.actor.kind === 'account' ? ctx.actor.id : null
  const [post] = await ctx.db.$queryRaw<{ topicId: string }[]>`select topic_id as "topicId" from post where id = ${postId}::uuid and (hidden_at is null or (withdrawn_at is not null and author_id = ${me}::uuid))`
  if (!post) return false
  try {
    await accessTopic(ctx, post.topicId)
    return true
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return false
    throw error
  }
}
