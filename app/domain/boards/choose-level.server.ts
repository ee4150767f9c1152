import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { choose } from '../attention/index.server.ts'
import { type Level, levelBefore, levelOf } from '../attention/policy.ts'
import { accessTopic, reader } from './access.server.ts'

type Chosen = { level: Level | 'auto' | 'undo'; commandId: string }
/** What a level is chosen for: its name, its address, and what holds now. */
export type LevelTarget = { title: string; href: string; level: Level; chosen: Level | null }

/** What the reader hears of a topic, by hand or by what they did. */
export async function topicLevel(ctx: Ctx, topicId: string): Promise<LevelTarget> {
  const { id, title, attention } = await accessTopic(ctx, topicId)
  return { title, href: `/topics/${id}`, level: levelOf(attention), chosen: attention.topic }
}

/** Keeps the reader's choice for a topic. `undo` goes back to what held before they wrote or read on in it, and stays there. */
export async function chooseTopicLevel(ctx: Ctx, topicId: string, { level, commandId }: Chosen): Promise<{ level: Level | 'auto' }> {
  const { id, attention } = await accessTopic(ctx, topicId)
  return choose(ctx, 'topic', id, { level: level === 'undo' ? levelBefore(attention) : level, commandId })
}

/** The same for a board, by its id or its address. */
export async function boardLevel(ctx: Ctx, board: string): Promise<LevelTarget & { id: string }> {
  const { id: memberId } = reader(ctx)
  const row = await ctx.db.board.findFirst({ where: isId(board) ? { id: board } : { slug: board }, select: { id: true, slug: true, name: true } })
  if (!row) throw notFound()
  return { id: row.id, title: row.name, href: `/boards/${row.slug}`, ...(await chosenFor(ctx, memberId, 'board', row.id)) }
}

export async function chooseBoardLevel(ctx: Ctx, board: string, { level, commandId }: Chosen): Promise<{ level: Level | 'auto' }> {
  const { id } = await boardLevel(ctx, board)
  return choose(ctx, 'board', id, { level: level === 'undo' ? 'auto' : level, commandId })
}

/** The same for a tag. */
export async function tagLevel(ctx: Ctx, id: string): Promise<LevelTarget> {
  const { id: memberId } = reader(ctx)
  const row = isId(id) ? await ctx.db.tag.findUnique({ where: { id }, select: { name: true } }) : null
  if (!row) throw notFound()
  return { title: row.name, href: `/boards?tag=${encodeURIComponent(row.name)}`, ...(await chosenFor(ctx, memberId, 'tag', id)) }
}

export async function chooseTagLevel(ctx: Ctx, id: string, { level, commandId }: Chosen): Promise<{ level: Level | 'auto' }> {
  await tagLevel(ctx, id)
  return choose(ctx, 'tag', id, { level: level === 'undo' ? 'auto' : level, commandId })
}

async function chosenFor(ctx: Ctx, memberId: string, kind: 'board' | 'tag', targetId: string): Promise<Pick<LevelTarget, 'level' | 'chosen'>> {
  const row = await ctx.db.attention.findUnique({ where: { memberId_kind_targetId: { memberId, kind, targetId } }, select: { level: true } })
  return { level: row?.level ?? 'normal', chosen: row?.level ?? null }
}
