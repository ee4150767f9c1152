import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { Page } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { accessBoard, reader } from './access.server.ts'
import { unreadByBoard } from './count-unread.server.ts'
import { listTopics } from './list-topics.server.ts'
import { canExportBoard, canStartTopic, type TopicListName } from './policy.ts'
import { topicRows, toTopicRow } from './topic-rows.server.ts'
import type { TopicRow } from './views.ts'

/** Topics that 事務局 keeps on top; more would push everything else off the screen. */
const MOST_PINNED = 10

export type BoardPage = {
  board: { id: string; slug: string; name: string; description: string; isArchived: boolean }
  pinned: TopicRow[]
  topics: Page<TopicRow>
  /** Unread topics of the board. */
  unread: number
  can: { start: boolean; export: boolean }
}

/** A board's topics, as one of the lists; above the first page of the newest stand the pinned ones, which that list leaves out. */
export async function showBoard(ctx: Ctx, slug: string, cursor: string | null, list: TopicListName = 'new', tagId: string | null = null): Promise<BoardPage> {
  const [shown, unread] = await Promise.all([lists(ctx, slug, cursor, list, tagId), unreadByBoard(ctx)])
  return { ...shown, unread: unread.get(shown.board.id) ?? 0 }
}

async function lists(ctx: Ctx, slug: string, cursor: string | null, list: TopicListName, tagId: string | null): Promise<Omit<BoardPage, 'unread'>> {
  const board = await accessBoard(ctx, slug)
  const isPlain = list === 'new' && tagId === null
  const [pinned, topics] = await Promise.all([
    isPlain && cursor === null ? topicRows(ctx, reader(ctx).id, Prisma.sql`t.board_id = ${board.id}::uuid and t.hidden_at is null and t.pinned_at is not null order by t.pinned_at desc limit ${fixed(MOST_PINNED)}`) : [],
    listTopics(ctx, list, { boardId: board.id, tagId, cursor, isWithoutPinned: isPlain }),
  ])
  return {
    board: { id: board.id, slug: board.slug, name: board.name, description: board.description, isArchived: board.isArchived },
    pinned: pinned.map(toTopicRow),
    topics,
    can: { start: canStartTopic(ctx.actor, board), export: canExportBoard(ctx.actor) },
  }
}
