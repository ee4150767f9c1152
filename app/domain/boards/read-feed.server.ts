import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { excerpt } from '../../core/text.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { accessBoard, accessTopic, reader } from './access.server.ts'
import { type AuthorRow, toAuthor } from './authors.server.ts'
import { type AtomEntry, type AtomFeed, writeAtom } from './write-atom.server.ts'

const ENTRIES = 30
const EXCERPT_LENGTH = 300

type Row = AuthorRow & { id: string; topicId: string; no: number; title: string; text: string; at: Date; updatedAt: Date }
export type Feed = { xml: string; updatedAt: Date }

/** What a member reads in their own program: new topics of all boards that are open, of one board, or the newest posts of one topic. `self` is the path it was asked for. */
export async function readTopicFeed(ctx: Ctx, wanted: { board?: string; topic?: string }, self: string): Promise<Feed> {
  const { lng } = reader(ctx)
  const t = tFor(lng)
  const base = ctx.place.publicUrl
  const { name } = await readOrganisation(ctx.db)
  const about = await aboutOf(ctx, wanted)
  const rows = about.topicId === undefined ? await newTopics(ctx, about.boardId) : await newPosts(ctx, about.topicId)
  const nameOf = (row: Row): string => {
    const author = toAuthor(row)
    return author.kind === 'member' ? t('common.san', { name: author.name }) : author.kind === 'office' ? author.name : author.kind === 'left' ? t('boards.left') : t('common.anonymous')
  }
  const entries = rows.map((row): AtomEntry => ({
    id: `urn:uuid:${row.id}`,
    title: about.topicId === undefined ? row.title : `${row.no}｜${row.title}`,
    address: `${base}/topics/${row.topicId}${about.topicId === undefined ? '' : `?from=${row.no}#post-${row.no}`}`,
    author: nameOf(row),
    published: row.at,
    updated: row.updatedAt,
    summary: excerpt(row.text, EXCERPT_LENGTH),
  }))
  const updatedAt = entries.reduce((latest, e) => (e.updated > latest ? e.updated : latest), about.since)
  const feed: AtomFeed = { id: base + about.path, title: `${about.title ?? t('feeds.all_boards')}｜${name}`, address: base + about.path, self: base + self, updated: updatedAt, lng, entries }
  return { xml: writeAtom(feed), updatedAt }
}

type About = { boardId?: string; topicId?: string; title?: string; path: string; since: Date }
/** What an empty feed was last changed: before anything was written. */
const BEFORE_ALL = new Date(0)

async function aboutOf(ctx: Ctx, { board, topic }: { board?: string; topic?: string }): Promise<About> {
  if (topic !== undefined) {
    const { id, title } = await accessTopic(ctx, topic)
    return { topicId: id, title, path: `/topics/${id}`, since: BEFORE_ALL }
  }
  if (board === undefined) return { path: '/boards', since: BEFORE_ALL }
  const { id, name, slug } = await accessBoard(ctx, board)
  return { boardId: id, title: name, path: `/boards/${slug}`, since: BEFORE_ALL }
}

/** Topics that began last, with the beginning of their first post unless it is hidden. */
const newTopics = (ctx: Ctx, boardId: string | undefined): Promise<Row[]> => ctx.db.$queryRaw<Row[]>`
  select t.id, t.id as "topicId", 1 as no, t.title, case when p.hidden_at is null then coalesce(p.text, '') else '' end as text,
    t.created_at as at, greatest(t.created_at, case when p.hidden_at is null then p.edited_at end) as "updatedAt",
    t.author_id as "authorId", t.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
  from topic t join board b on b.id = t.board_id left join post p on p.topic_id = t.id and p.no = 1 left join member a on a.id = t.author_id
  where t.hidden_at is null and ${boardId === undefined ? Prisma.sql`b.archived_at is null` : Prisma.sql`t.board_id = ${boardId}::uuid`}
  order by t.created_at desc, t.id desc limit ${fixed(ENTRIES)}`

/** The newest posts of a topic that the caller has authorised; neither hidden ones nor the marks of those that were moved away. */
const newPosts = (ctx: Ctx, topicId: string): Promise<Row[]> => ctx.db.$queryRaw<Row[]>`
  select p.id, p.topic_id as "topicId", p.no, t.title, p.text, p.created_at as at, coalesce(p.edited_at, p.created_at) as "updatedAt",
    p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
  from post p join topic t on t.id = p.topic_id left join member a on a.id = p.author_id
  where p.topic_id = ${topicId}::uuid and p.hidden_at is null and not (p.no = any(t.moved_nos)) order by p.no desc limit ${fixed(ENTRIES)}`
