import type { z } from 'zod'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { accessBoard } from './access.server.ts'
import { changeTopic } from './facts.server.ts'
import type { moveTopicInput } from './schema.ts'

/** Topics of boards, counted up and down; the boards' rows in one order, so that two who move topics never wait for each other. */
export async function countTopics(tx: TxCtx, changes: Record<string, number>): Promise<void> {
  const ids = Object.keys(changes)
  await tx.db.$executeRaw`
    with locked as (select id from board where id = any(${ids}::uuid[]) order by id for no key update)
    update board set topic_count = topic_count + c.n from locked, unnest(${ids}::uuid[], ${Object.values(changes)}::int[]) c (id, n) where board.id = locked.id and c.id = board.id`
}

/** 事務局 moves a topic to another open board. Its address, its posts and everybody's place in it stay. */
export const moveTopic = (ctx: Ctx, { board, ...input }: z.output<typeof moveTopicInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:move', ...input }, async (tx, { id }) => {
    const to = await accessBoard(tx, board)
    if (to.isArchived) throw conflict('boards.archived')
    const { boardId: from } = await tx.db.topic.findUniqueOrThrow({ where: { id }, select: { boardId: true } })
    if (from === to.id) return null
    await tx.db.topic.update({ where: { id }, data: { boardId: to.id }, select: { id: true } })
    await countTopics(tx, { [from]: -1, [to.id]: 1 })
    for (const boardId of [from, to.id]) tx.hint({ kind: 'topic.bumped', boardId, topicId: id, no: 0, authorId: null })
    return { from, to: to.id }
  })
