import type { Ctx } from '../../core/ctx.ts'
import { accessTopic } from './access.server.ts'
import { findPost } from './find-post.server.ts'
import { canModerate, canReply } from './policy.ts'
import type { PostView } from './views.ts'

export type PostPage = { topicId: string; topicTitle: string; post: PostView; isMine: boolean; can: { reply: boolean; moderate: boolean } }

/** One post and what its reader may do with it. */
export async function showPost(ctx: Ctx, topicId: string, no: number): Promise<PostPage> {
  const [topic, { post }] = await Promise.all([accessTopic(ctx, topicId), findPost(ctx, topicId, no)])
  const isMine = ctx.actor.kind === 'account' && post.author.kind === 'member' && post.author.id === ctx.actor.id
  return { topicId: topic.id, topicTitle: topic.title, post, isMine, can: { reply: canReply(ctx.actor, topic), moderate: canModerate(ctx.actor) } }
}
