import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { pageStart } from '../boards/index.server.ts'
import { accessTarget } from './access.server.ts'
import { type BookmarkFilter, type ReminderChoice, reminderChoices } from './policy.ts'
import { reminderTimes } from './reminder-times.ts'

const PER_PAGE = 30
const EXCERPT_LENGTH = 100

/** A bookmark as its owner sees it. `href` is null, and there is no text, when what it was of can no longer be read. */
export type BookmarkView = {
  id: string
  title: string
  /** 0 for a topic. */
  no: number
  excerpt: string
  author: string
  href: string | null
  note: string
  createdAt: string
  remindAt: string | null
  isReminded: boolean
}

const filters: Record<BookmarkFilter, Prisma.Sql> = {
  all: Prisma.empty, posts: Prisma.sql`and k.post_id is not null`, topics: Prisma.sql`and k.topic_id is not null`, reminders: Prisma.sql`and k.remind_at is not null and k.reminded_at is null`,
}

/** The actor's own bookmarks, the newest first, 30 a page by key. Where a post or a merged topic is now decides its address, and whether it can be read is part of the query. */
export async function listBookmarks(ctx: Ctx, filter: BookmarkFilter, cursor: string | null): Promise<Page<BookmarkView>> {
  if (!isMember(ctx.actor)) throw notFound()
  const key = decodeTimeCursor(cursor)
  const beyond = key === null ? Prisma.empty : Prisma.sql`and (k.created_at, k.id) < (${key.at}, ${key.id}::uuid)`
  const rows = await ctx.db.$queryRaw<{ id: string; note: string; createdAt: Date; remindAt: Date | null; remindedAt: Date | null; topicId: string | null; title: string | null; no: number | null; text: string | null; author: string | null }[]>`
    select k.id, k.note, k.created_at as "createdAt", k.remind_at as "remindAt", k.reminded_at as "remindedAt", t.id as "topicId", t.title, p.no, left(p.text, 1000) as text,
      coalesce(p.official_as, case when a.status <> 'left' then a.display_name end) as author
    from bookmark k
      left join post p on p.id = k.post_id and p.hidden_at is null
      left join topic s on s.id = coalesce(k.topic_id, p.topic_id)
      left join topic t on t.id = coalesce(s.merged_into_id, s.id) and t.hidden_at is null
      left join member a on a.id = p.author_id
    where k.member_id = ${ctx.actor.id}::uuid ${filters[filter]} ${beyond} order by k.created_at desc, k.id desc limit ${fixed(PER_PAGE + 1)}`
  const page = toPage(rows, PER_PAGE, (r) => [r.createdAt.toISOString(), r.id])
  const items = page.items.map((r): BookmarkView => {
    const own = { id: r.id, note: r.note, createdAt: r.createdAt.toISOString(), remindAt: r.remindAt?.toISOString() ?? null, isReminded: r.remindedAt !== null }
    if (r.topicId === null) return { ...own, title: '', no: 0, excerpt: '', author: '', href: null }
    const no = r.no ?? 0
    return { ...own, title: r.title ?? '', no, excerpt: excerpt(r.text ?? '', EXCERPT_LENGTH), author: no === 0 ? '' : (r.author ?? ''), href: addressOf(r.topicId, no) }
  })
  return { items, next: page.next }
}

/** Where a bookmark leads: the post on its page, or the topic. */
export const addressOf = (topicId: string, no: number): string => (no === 0 ? `/topics/${topicId}` : `/topics/${topicId}?from=${pageStart(no)}#post-${no}`)

export type BookmarkPage = {
  topic: { id: string; title: string }
  no: number
  excerpt: string
  kept: { id: string; note: string; remindAt: string | null; byMail: boolean; removeAfter: boolean } | null
  /** When each choice would remind, of those that can be chosen now. */
  times: { choice: ReminderChoice; at: string | null }[]
}

/** The page on which a bookmark is made, changed or taken away. */
export async function readBookmark(ctx: Ctx, topicId: string, no: number): Promise<BookmarkPage> {
  const target = await accessTarget(ctx, topicId, no)
  if (!isMember(ctx.actor)) throw notFound()
  const row = await ctx.db.bookmark.findFirst({ where: { memberId: ctx.actor.id, topicId: target.topicId, postId: target.postId }, select: { id: true, note: true, remindAt: true, remindedAt: true, byMail: true, removeAfter: true } })
  const times = reminderTimes(ctx.now())
  return {
    topic: target.topic, no: target.no, excerpt: target.excerpt,
    kept: row && { id: row.id, note: row.note, remindAt: row.remindedAt === null ? (row.remindAt?.toISOString() ?? null) : null, byMail: row.byMail, removeAfter: row.removeAfter },
    times: reminderChoices.flatMap((choice) => {
      const at = choice === 'custom' ? null : times[choice]
      return choice !== 'custom' && at === null ? [] : [{ choice, at: at?.toISOString() ?? null }]
    }),
  }
}
