import { notFound } from '../../core/errors.ts'
import type { Ctx } from '../../core/ctx.ts'
import { accessTopic, findPost } from '../boards/index.server.ts'

/** What a bookmark is of: the topic itself (`no` 0) or a post that can be read. Throws `not_found` for what the actor may not see. */
export type Target = { topicId: string | null; postId: string | null; topic: { id: string; title: string }; no: number; excerpt: string }

export async function accessTarget(ctx: Ctx, topicId: string, no: number): Promise<Target> {
  if (no === 0) {
    const { id, title } = await accessTopic(ctx, topicId)
    return { topicId: id, postId: null, topic: { id, title }, no: 0, excerpt: '' }
  }
  const found = await findPost(ctx, topicId, no)
  if (found.isHidden) throw notFound()
  return { topicId: null, postId: found.id, topic: { id: found.topicId, title: found.topicTitle }, no, excerpt: found.excerpt }
}
