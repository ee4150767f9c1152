import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { accessTarget, type Target } from './access.server.ts'
import { FURTHEST_MS, ownTime, reminderTimes } from './reminder-times.ts'
import type { BookmarkInput, removeInput } from './schema.ts'

/** More than anybody finds again. */
const MOST_BOOKMARKS = 2_000

/** Puts a post (or, with `no` 0, a topic) aside. What is there already stays as it is. */
export async function addBookmark(ctx: Ctx, topicId: string, no: number, commandId: string): Promise<{ isNew: boolean }> {
  const target = await accessTarget(ctx, topicId, no)
  return once(ctx, 'bookmark.add', commandId, async (tx) => ({ isNew: await insert(tx, target) }))
}

async function insert(tx: TxCtx, { topicId, postId }: Target): Promise<boolean> {
  if (!isMember(tx.actor)) throw notFound()
  const memberId = tx.actor.id
  if ((await tx.db.bookmark.count({ where: { memberId } })) >= MOST_BOOKMARKS) throw conflict('bookmarks.enough')
  const { count } = await tx.db.bookmark.createMany({ data: [{ id: newId(), memberId, topicId, postId, createdAt: tx.now() }], skipDuplicates: true })
  return count === 1
}

/** Keeps a bookmark with its note and reminder; made when it is not there yet. Throws `invalid` (fields `remind`, `date`). */
export async function saveBookmark(ctx: Ctx, topicId: string, no: number, input: BookmarkInput): Promise<null> {
  const target = await accessTarget(ctx, topicId, no)
  const reminder = reminderOf(ctx.now(), input)
  return once(ctx, 'bookmark.save', input.commandId, async (tx) => {
    await insert(tx, target)
    if (!isMember(tx.actor)) throw notFound()
    const { note, byMail, removeAfter } = input
    await tx.db.bookmark.updateMany({ where: { memberId: tx.actor.id, topicId: target.topicId, postId: target.postId }, data: { note, byMail, removeAfter, ...reminder } })
    return null
  })
}

/** What changes about the reminder. One of the past would never come. */
function reminderOf(now: Date, { remind, date, time }: BookmarkInput): { remindAt?: Date | null; remindedAt?: null } {
  if (remind === 'keep') return {}
  if (remind === 'none') return { remindAt: null, remindedAt: null }
  const remindAt = remind === 'custom' ? ownTime(date, time) : reminderTimes(now)[remind]
  if (remindAt === null) throw invalid(remind === 'custom' ? { date: 'bookmarks.time_wrong' } : { remind: 'bookmarks.too_late' })
  if (remindAt <= now) throw invalid({ date: 'bookmarks.time_past' })
  if (remindAt.getTime() > now.getTime() + FURTHEST_MS) throw invalid({ date: 'bookmarks.time_far' })
  return { remindAt, remindedAt: null }
}

/** Takes one of the actor's bookmarks away; one that is gone already is fine. */
export function removeBookmark(ctx: Ctx, input: z.output<typeof removeInput>): Promise<null> {
  return once(ctx, 'bookmark.remove', input.commandId, async (tx) => {
    if (!isMember(tx.actor)) throw notFound()
    await tx.db.bookmark.deleteMany({ where: { id: input.id, memberId: tx.actor.id } })
    return null
  })
}
