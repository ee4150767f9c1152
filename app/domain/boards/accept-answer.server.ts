import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { changeTopic } from './facts.server.ts'
import { boardJobs } from './jobs.ts'
import { canDescribeTopic } from './policy.ts'
import type { acceptAnswerInput } from './schema.ts'

/** Marks a post as the answer to its topic, instead of another one, or takes the mark away: who began the topic, and 事務局. */
export const acceptAnswer = (ctx: Ctx, { no, isAnswer, ...input }: z.output<typeof acceptAnswerInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:answer', ...input, may: (c, topic) => canDescribeTopic(c.actor, topic) }, async (tx, { id }) => {
    const post = await tx.db.post.findUnique({ where: { topicId_no: { topicId: id, no } }, select: { id: true, hiddenAt: true } })
    if (post === null || no === 1 || post.hiddenAt !== null) throw notFound()
    const { count } = await tx.db.topic.updateMany({ where: { id, ...(isAnswer ? { OR: [{ answerId: null }, { answerId: { not: post.id } }] } : { answerId: post.id }) }, data: { answerId: isAnswer ? post.id : null } })
    if (count === 0) return null
    tx.enqueue(boardJobs, 'topic.answered', { topicId: id })
    return { no, isAnswer }
  })
