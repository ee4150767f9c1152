import type { Account } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { newTopics } from '../boards/index.server.ts'
import { digestItems } from '../events/index.server.ts'
import { newsSince } from '../news/index.server.ts'
import { formatDate } from '../../core/dates.ts'
import { type NotificationKind, notificationKinds, notificationParams } from './schema.ts'
import { wordsOf } from './words.ts'
import { tFor } from '../../i18n/texts.server.ts'

export type DigestItem = { text: string; note?: string; href: string }
/** What a digest says: first what concerns this member, then what is new for everybody. `count` may be more than the items shown. */
export type DigestSection = { name: 'for_you' | 'news' | 'events' | 'topics'; count: number; items: DigestItem[] }

const PER_SECTION = 5
/** No digest reaches further back. */
export const LONGEST_LOOK_BACK_MS = 28 * 86_400_000

/** The news of a whole batch, read once; each member's digest takes what is newer than their last. */
export type SharedNews = Awaited<ReturnType<typeof newsSince>>
export const readSharedNews = (ctx: Ctx, since: Date): Promise<SharedNews> => newsSince(ctx, since, 50)

/** Sections for one member, empty ones left out. `ctx` acts for the member, so that nothing is in it that they may not see. */
export async function digestSections(ctx: Ctx, member: Account, since: Date, news: SharedNews): Promise<DigestSection[]> {
  const own = news.filter((n) => new Date(n.publishedAt) > since)
  const sections: DigestSection[] = [
    await forYou(ctx, member, since),
    { name: 'news', count: own.length, items: own.slice(0, PER_SECTION).map((n) => ({ text: n.title, href: `/news/${n.slug}` })) },
    await freshEvents(ctx, member, since),
    await freshTopics(ctx, since),
  ]
  return sections.filter((s) => s.count > 0)
}

/** Seminars and meetups that were made known since, in the order of their start. */
async function freshEvents(ctx: Ctx, member: Account, since: Date): Promise<DigestSection> {
  const cards = await digestItems(ctx, since, PER_SECTION)
  return { name: 'events', count: cards.length, items: cards.map((c) => ({ text: c.title, note: formatDate(c.startsAt, 'dayTime', member.lng), href: `/events/${c.id}` })) }
}

/** What others began to talk about and the member has not opened. */
async function freshTopics(ctx: Ctx, since: Date): Promise<DigestSection> {
  const { count, topics } = await newTopics(ctx, since, PER_SECTION)
  return { name: 'topics', count, items: topics.map((topic) => ({ text: topic.title, note: topic.board, href: `/topics/${topic.id}` })) }
}

/** Notifications nobody has read yet: replies, answers, seats. */
async function forYou(ctx: Ctx, member: Account, since: Date): Promise<DigestSection> {
  const t = tFor(member.lng)
  const rows = await ctx.db.notification.findMany({
    where: { memberId: member.id, readAt: null, createdAt: { gt: since }, kind: { in: [...notificationKinds] } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 50,
    select: { kind: true, params: true, who: true, href: true },
  })
  const say = (row: (typeof rows)[number]): string => {
    const { kind, params } = wordsOf({ kind: row.kind as NotificationKind, params: notificationParams.parse(row.params), who: row.who })
    return t.dynamic(`inbox.kinds.${kind}`, params)
  }
  return { name: 'for_you', count: rows.length, items: rows.slice(0, PER_SECTION).map((r) => ({ text: say(r), href: r.href })) }
}
