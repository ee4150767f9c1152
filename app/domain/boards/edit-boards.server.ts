import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, invalid, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { canModerate } from './policy.ts'
import type { archiveBoardInput, moveBoardInput, offerTagInput, saveBoardInput } from './schema.ts'
import { keepTags } from './tags.server.ts'

export type EditableBoard = { id: string; slug: string; name: string; description: string; topics: number; isArchived: boolean }

const MOST_BOARDS = 200

/** All boards in their order, the archived ones too, and the tags the office offers. For 事務局. */
export async function editableBoards(ctx: Ctx): Promise<{ boards: EditableBoard[]; tags: string[] }> {
  if (!canModerate(ctx.actor)) throw notFound()
  const [boards, tags] = await Promise.all([
    ctx.db.board.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }], take: MOST_BOARDS }),
    ctx.db.tag.findMany({ where: { isOfficial: true }, orderBy: { name: 'asc' }, take: 100, select: { name: true } }),
  ])
  return { boards: boards.map((b) => ({ id: b.id, slug: b.slug, name: b.name, description: b.description, topics: b.topicCount, isArchived: b.archivedAt !== null })), tags: tags.map((t) => t.name) }
}

/** The boards that can only be read. */
export async function archivedBoards(ctx: Ctx): Promise<{ slug: string; name: string }[]> {
  return ctx.db.board.findMany({ where: { archivedAt: { not: null } }, orderBy: [{ position: 'asc' }, { id: 'asc' }], take: MOST_BOARDS, select: { slug: true, name: true } })
}

/** Makes a board at the end of the list, or changes the words of one. */
export async function saveBoard(ctx: Ctx, input: z.output<typeof saveBoardInput>): Promise<{ id: string }> {
  if (!canModerate(ctx.actor)) throw forbidden()
  const { name, description } = input
  return once(ctx, 'board:save', input.commandId, async (tx) => {
    if (input.id !== undefined) {
      const { count } = await tx.db.board.updateMany({ where: { id: input.id }, data: { name, description } })
      if (count === 0) throw notFound()
      tx.audit({ action: 'board.changed', subject: 'board', subjectId: input.id, detail: { name, description } })
      return { id: input.id }
    }
    const id = newId()
    const slug = input.slug === '' ? `b-${id.slice(-8)}` : input.slug
    const made = await tx.db.$executeRaw`
      insert into board (id, slug, name, description, position) select ${id}::uuid, ${slug}, ${name}, ${description}, coalesce(max(position) + 1, 0) from board on conflict (slug) do nothing`
    if (made === 0) throw invalid({ slug: 'manage.slug_taken' })
    tx.audit({ action: 'board.created', subject: 'board', subjectId: id, detail: { slug, name, description } })
    return { id }
  })
}

/** Moves a board one place up or down. At the end it stays. */
export async function moveBoard(ctx: Ctx, input: z.output<typeof moveBoardInput>): Promise<null> {
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'board:move', input.commandId, async (tx) => {
    const rows = await tx.db.$queryRaw<{ id: string; position: number }[]>`select id, position from board order by id for no key update`
    const order = rows.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)).map((b) => b.id)
    const at = order.indexOf(input.id)
    if (at === -1) throw notFound()
    const to = input.direction === 'up' ? at - 1 : at + 1
    if (to < 0 || to >= order.length) return null
    order.splice(to, 0, ...order.splice(at, 1))
    await tx.db.$executeRaw`update board set position = o.n - 1 from unnest(${order}::uuid[]) with ordinality o (id, n) where board.id = o.id and board.position <> o.n - 1`
    tx.audit({ action: 'board.moved', subject: 'board', subjectId: input.id, detail: { from: at, to } })
    return null
  })
}

/** An archived board is read and found, and takes nothing new; it can be opened again. */
export async function archiveBoard(ctx: Ctx, input: z.output<typeof archiveBoardInput>): Promise<null> {
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'board:archive', input.commandId, async (tx) => {
    const { count } = await tx.db.board.updateMany({ where: { id: input.id, archivedAt: input.isArchived ? null : { not: null } }, data: { archivedAt: input.isArchived ? tx.now() : null } })
    if (count > 0) tx.audit({ action: input.isArchived ? 'board.archived' : 'board.opened', subject: 'board', subjectId: input.id })
    return null
  })
}

/** A tag that the office offers first, or no longer. What carries it keeps it. */
export async function offerTag(ctx: Ctx, input: z.output<typeof offerTagInput>): Promise<null> {
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'tag:offer', input.commandId, async (tx) => {
    const ids = await keepTags(tx, input.tags)
    await tx.db.tag.updateMany({ where: { id: { in: ids } }, data: { isOfficial: input.isOffered } })
    tx.audit({ action: input.isOffered ? 'tag.offered' : 'tag.withdrawn', subject: 'tag', detail: { tags: input.tags } })
    return null
  })
}
