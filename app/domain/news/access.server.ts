import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { changeCard, type ChangeCard, figureBlock, type FigureBlock } from './schema.ts'

export type NewsItem = { slug: string; title: string; category: string; department: string; summary: string; publishedAt: string; change: ChangeCard | null; figure: FigureBlock | null; isShareable: boolean }
export type NewsPage = NewsItem & { body: string }

const select = { id: true, slug: true, title: true, category: true, department: true, summary: true, publishedAt: true, change: true, figure: true, isShareable: true } as const
const PER_PAGE = 20

const find = (ctx: Ctx, where: object, take: number) =>
  ctx.db.news.findMany({ where: { publishedAt: { lte: ctx.now() }, ...where }, select, orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }], take })
type Row = Awaited<ReturnType<typeof find>>[number]

const toItem = ({ id: _id, ...r }: Row): NewsItem => ({
  ...r, publishedAt: r.publishedAt.toISOString(),
  change: r.change === null ? null : changeCard.parse(r.change),
  figure: r.figure === null ? null : figureBlock.parse(r.figure),
})

/** Everything published, newest first, paged by key. */
export async function listNews(ctx: Ctx, cursor: string | null): Promise<Page<NewsItem>> {
  if (!isMember(ctx.actor)) throw forbidden()
  const after = decodeTimeCursor(cursor)
  const beyond = after === null ? {} : { AND: { OR: [{ publishedAt: { lt: after.at } }, { publishedAt: after.at, id: { lt: after.id } }] } }
  const page = toPage(await find(ctx, beyond, PER_PAGE + 1), PER_PAGE, (r) => [r.publishedAt.toISOString(), r.id])
  return { items: page.items.map(toItem), next: page.next }
}

/** For the home page: the newest change card, and the newest few beside it. */
export async function latestNews(ctx: Ctx, take: number): Promise<{ change: NewsItem | null; items: NewsItem[] }> {
  if (!isMember(ctx.actor)) throw forbidden()
  // Two looks over one index in one statement; the first row is the newest change, when there is one.
  const columns = Prisma.sql`n.id, n.slug, n.title, n.category, n.department, n.summary, n.published_at as "publishedAt", n.change, n.figure, n.is_shareable as "isShareable"`
  const rows = await ctx.db.$queryRaw<(Row & { isChange: boolean })[]>`
    (select true as "isChange", ${columns} from news n where n.published_at <= ${ctx.now()} and jsonb_typeof(n.change) = 'object' order by n.published_at desc, n.id desc limit 1)
    union all (select false, ${columns} from news n where n.published_at <= ${ctx.now()} order by n.published_at desc, n.id desc limit ${fixed(take + 1)})
    order by "isChange" desc, "publishedAt" desc, id desc`
  const items = rows.map(({ isChange, ...row }) => ({ isChange, id: row.id, item: toItem(row) }))
  const change = items.find((i) => i.isChange)
  return { change: change?.item ?? null, items: items.filter((i) => !i.isChange && i.id !== change?.id).slice(0, take).map((i) => i.item) }
}

/** What was published after `since`, for the digest: at most `take`. */
export const newsSince = async (ctx: Ctx, since: Date, take: number): Promise<NewsItem[]> => (await find(ctx, { AND: { publishedAt: { gt: since } } }, take)).map(toItem)

/** One item; before its time there is none. */
export async function accessNews(ctx: Ctx, slug: string): Promise<NewsPage> {
  if (!isMember(ctx.actor)) throw notFound()
  const row = await ctx.db.news.findFirst({ where: { slug, publishedAt: { lte: ctx.now() } }, select: { ...select, body: true } })
  if (!row) throw notFound()
  return { ...toItem(row), body: row.body }
}
