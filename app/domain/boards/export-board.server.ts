import type { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx } from '../../core/ctx.ts'
import { formatDate, jstDate } from '../../core/dates.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { type MarkdownNames, markdownOf, type RootContent, writeMarkdown } from '../../core/richtext/markdown.server.ts'
import { quotesIn } from '../../core/richtext/quotes.ts'
import { namedIn } from '../../core/richtext/render-doc.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { type OwnPoll, pollLine, pollsOf, resultLines } from '../polls/index.server.ts'
import { accessBoard } from './access.server.ts'
import { type AuthorRow, namesOf, toAuthor } from './authors.server.ts'
import { canExportBoard } from './policy.ts'
import { sourcesOf } from './quoted-posts.server.ts'

export type BoardExport = { filename: string; chunks: AsyncGenerator<string, void, undefined> }

/** What the page that offers it says; not found for who may not take boards along. */
export async function boardToExport(ctx: Ctx, slug: string): Promise<{ slug: string; name: string; topics: number }> {
  const board = await accessBoard(ctx, slug)
  if (!canExportBoard(ctx.actor)) throw notFound()
  const { topicCount } = await ctx.db.board.findUniqueOrThrow({ where: { id: board.id }, select: { topicCount: true } })
  return { slug: board.slug, name: board.name, topics: topicCount }
}

/** Posts that are in memory at once, however large the board is. */
const POSTS_A_BITE = 500
const EXPORTS = { points: 20, seconds: 3_600 }
const GONE = '—'

type Row = AuthorRow & { id: string; hasPoll: boolean; topicId: string; title: string; topicAt: Date; no: number; doc: Prisma.JsonValue; at: Date; isEdited: boolean }
type Key = { topicAt: Date; topicId: string; no: number }

/**
 * A board with its topics and posts as CommonMark, piece by piece: what its reader sees, under the names they see, without what is
 * hidden. Who took it, and when, stands in the audit trail. Not found for who may not take boards along.
 */
export async function exportBoard(ctx: Ctx, slug: string): Promise<BoardExport> {
  const board = await accessBoard(ctx, slug)
  if (!canExportBoard(ctx.actor)) throw notFound()
  await ctx.limit('export', ctx.actor.id, EXPORTS)
  await ctx.tx(async (tx) => tx.audit({ action: 'board.exported', subject: 'board', subjectId: board.id, detail: { slug: board.slug } }))
  return { filename: `${board.slug}-${jstDate(ctx.now())}.md`, chunks: write(ctx, board, ctx.actor.lng) }
}

async function* write(ctx: Ctx, board: { id: string; name: string; description: string }, lng: 'ja' | 'en'): AsyncGenerator<string, void, undefined> {
  const t = tFor(lng)
  const say = (value: string) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] })
  const title = (depth: 1 | 2 | 3, value: string) => ({ type: 'heading' as const, depth, children: [{ type: 'text' as const, value }] })
  yield writeMarkdown([title(1, board.name), say(board.description), say(t('export.taken', { at: formatDate(ctx.now(), 'dateTime', lng) }))])
  let [topics, posts] = [0, 0]
  let after: Key | null = null
  for (;;) {
    const rows: Row[] = await bite(ctx, board.id, after)
    const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => namedIn(row.doc as unknown as DocNode)))])
    const sources = await sourcesOf(ctx, [...new Set(rows.flatMap((row) => quotesIn(row.doc as unknown as DocNode).flatMap(({ attrs }) => attrs.post ?? [])))], lng)
    const markdown: MarkdownNames = { of: (id) => names.get(id) ?? GONE, base: ctx.place.publicUrl, image: t('export.image'), source: (post) => sources.get(post) }
    const polls = await pollsIn(ctx, rows)
    for (const row of rows) {
      const isNext = row.topicId !== after?.topicId
      if (isNext) topics++
      posts++
      const line = t('export.post', { no: row.no, name: nameOf(row, t), at: formatDate(row.at, 'dateTime', lng) })
      yield `\n${writeMarkdown([...(isNext ? [title(2, row.title)] : []), title(3, row.isEdited ? `${line}${t('export.edited')}` : line), ...markdownOf(row.doc as unknown as DocNode, markdown), ...pollOf(polls.get(row.id), t)])}`
      after = { topicAt: row.topicAt, topicId: row.topicId, no: row.no }
    }
    if (rows.length < POSTS_A_BITE) break
  }
  // Its last line says that the file is whole.
  yield `\n${writeMarkdown([{ type: 'thematicBreak' }, say(t('export.end', { topics, posts }))])}`
}

/** As everybody sees them: the file outlives whoever takes it. */
async function pollsIn(ctx: Ctx, rows: Row[]): Promise<Map<string, OwnPoll>> {
  return new Map((await pollsOf(ctx, 'post', rows.flatMap((row) => (row.hasPoll ? [row.id] : [])), null)).map((poll) => [poll.subjectId, poll]))
}

/** What a poll asks and what it has come to, as far as that is shown. */
function pollOf(poll: OwnPoll | undefined, t: ReturnType<typeof tFor>): RootContent[] {
  if (poll === undefined) return []
  const told = { ...poll.facts, tally: poll.tally }
  const say = (value: string) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] })
  return [say(pollLine(t, told)), { type: 'list', ordered: false, spread: false, children: resultLines(t, told).map((line) => ({ type: 'listItem', spread: false, children: [say(line)] })) }]
}

function nameOf(row: Row, t: ReturnType<typeof tFor>): string {
  const author = toAuthor(row)
  return author.kind === 'member' ? t('common.san', { name: author.name }) : author.kind === 'office' ? author.name : author.kind === 'left' ? t('boards.left') : t('common.anonymous')
}

/** The next posts after a key, in the order of topics and numbers: the rest of the topic the key is in, then the topics after it. */
const bite = (ctx: Ctx, boardId: string, after: Key | null): Promise<Row[]> => {
  const { topicAt, topicId, no } = after ?? { topicAt: new Date(0), topicId: '00000000-0000-0000-0000-000000000000', no: 0 }
  return ctx.db.$queryRaw<Row[]>`
    select t.id as "topicId", t.title, t.created_at as "topicAt", p.no, p.doc, p.created_at as at, p.edited_at is not null as "isEdited", p.id, p.has_poll as "hasPoll",
      p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
    from (
      select id, title, created_at, moved_nos from topic
      where board_id = ${boardId}::uuid and hidden_at is null and (created_at, id) >= (${topicAt}, ${topicId}::uuid)
      order by created_at, id
    ) t
    cross join lateral (
      select id, no, doc, created_at, edited_at, author_id, official_as, has_poll from post
      where topic_id = t.id and hidden_at is null and not (no = any(t.moved_nos)) and no > case when t.id = ${topicId}::uuid then ${no}::int else 0 end
      order by no limit ${fixed(POSTS_A_BITE)}
    ) p
    left join member a on a.id = p.author_id
    order by t.created_at, t.id, p.no limit ${fixed(POSTS_A_BITE)}`
}
