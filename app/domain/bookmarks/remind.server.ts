import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { excerpt } from '../../core/text.ts'
import { bookmarkJobs } from './jobs.ts'
import { addressOf } from './list-bookmarks.server.ts'

type Due = z.output<(typeof bookmarkJobs)['bookmark.remind']['payload']>

/** For the schedule: asks for up to `limit` reminders whose time has come, each once, however many workers ask. */
export function claimDueBookmarks(ctx: Ctx, limit = 500): Promise<number> {
  return ctx.tx(async (tx) => {
    const due = await tx.db.$queryRaw<{ id: string; at: Date }[]>`
      with due as (select id from bookmark where remind_at <= ${tx.now()} and reminded_at is null order by remind_at limit ${fixed(limit)} for update skip locked)
      update bookmark b set reminded_at = ${tx.now()} from due where b.id = due.id returning b.id, b.remind_at as at`
    for (const { id, at } of due) tx.enqueue(bookmarkJobs, 'bookmark.remind', { bookmarkId: id, at: at.toISOString() })
    return due.length
  })
}

export type BookmarkNotice = { memberId: string; kind: 'bookmark_due'; params: { title: string; note: string }; href: string; dedupeKey: string; byMail: boolean }

/** Whom to remind of what. Null when the bookmark is gone, its reminder was changed, or what it was of can no longer be read. */
export async function bookmarkNotice(ctx: Ctx, { bookmarkId, at }: Due): Promise<BookmarkNotice | null> {
  const [row] = await ctx.db.$queryRaw<{ memberId: string; note: string; byMail: boolean; topicId: string; title: string; no: number | null }[]>`
    select k.member_id as "memberId", k.note, k.by_mail as "byMail", t.id as "topicId", t.title, p.no
    from bookmark k join member m on m.id = k.member_id and m.status = 'active'
      left join post p on p.id = k.post_id and p.hidden_at is null
      join topic s on s.id = coalesce(k.topic_id, p.topic_id)
      join topic t on t.id = coalesce(s.merged_into_id, s.id) and t.hidden_at is null
    where k.id = ${bookmarkId}::uuid and k.remind_at = ${new Date(at)} and k.reminded_at is not null`
  if (!row) return null
  return { memberId: row.memberId, kind: 'bookmark_due', params: { title: row.title, note: excerpt(row.note, 60) }, href: addressOf(row.topicId, row.no ?? 0), dedupeKey: `bookmark:${bookmarkId}:${at}`, byMail: row.byMail }
}

/** The reminder for this time has been given: a bookmark that was to go then, goes. */
export async function endReminder(ctx: Ctx, { bookmarkId, at }: Due): Promise<void> {
  await ctx.db.bookmark.deleteMany({ where: { id: bookmarkId, remindAt: new Date(at), remindedAt: { not: null }, removeAfter: true } })
}
