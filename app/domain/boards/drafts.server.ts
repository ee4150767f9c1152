import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { checkDoc, storable } from '../../core/richtext/check-doc.server.ts'
import { docFromText } from '../../core/richtext/doc-from-text.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { linesOfQuote, mapQuotes } from '../../core/richtext/quotes.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { encodeCursor, decodeCursor, type Page } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import { reader } from './access.server.ts'
import { composerText, type ComposerText } from './composer-text.server.ts'
import { draftEvents } from './events.ts'
import { MOST_DRAFTS, newTopicPlace } from './policy.ts'
import type { dropDraftInput, saveDraftInput } from './schema.ts'

/** What a member has begun to write at a place, on whatever device: theirs alone. */
export type DraftView = ComposerText & { version: number; at: string; fields?: DraftFields }
/** What was typed beside the text of a new topic so far. */
type DraftFields = { title: string; board: string; tags: string }
/** `isSaved`: with its new version. Otherwise another device saved something else meanwhile, and nothing was overwritten. */
export type DraftAnswer = { isSaved: true; version: number } | { isSaved: false; other: DraftView }

type Row = { doc: DocNode; text: string; fields: DraftFields | null; version: number; updatedAt: Date }
const viewOf = async (ctx: Ctx, row: Row): Promise<DraftView> => ({ ...(await composerText(ctx, row.doc)), version: row.version, at: row.updatedAt.toISOString(), ...(row.fields && { fields: row.fields }) })
const find = async (ctx: Ctx, memberId: string, place: string): Promise<Row | undefined> =>
  (await ctx.db.$queryRaw<Row[]>`select doc, text, fields, version, updated_at as "updatedAt" from draft where member_id = ${memberId}::uuid and place = ${place}`)[0]

/** Who is quoted is looked up whenever the draft is read. */
const withoutLabels = (doc: DocNode): DocNode => mapQuotes(doc, (quote) => ({ ...quote, attrs: quote.attrs.post === undefined ? { topic: quote.attrs.topic, no: quote.attrs.no } : { post: quote.attrs.post } }))

/** The reader's own draft at a place, or null. */
export async function draftAt(ctx: Ctx, place: string): Promise<DraftView | null> {
  const row = await find(ctx, reader(ctx).id, place)
  return row === undefined ? null : viewOf(ctx, row)
}

/**
 * Keeps what is being written. `base` is the version that the writer's device knows, 0 for none: another version there means that
 * another device has written, and its text comes back instead. The same text again changes nothing, so it needs no memory of commands.
 */
export async function saveDraft(ctx: Ctx, input: z.output<typeof saveDraftInput>): Promise<DraftAnswer> {
  const { id: memberId } = reader(ctx)
  const { place, base } = input
  const doc = (input.doc ?? '') === '' ? withoutLabels(docFromText(storable(input.text ?? ''))) : checkDoc(input.doc ?? '')
  const json = JSON.stringify(doc)
  const fields = place === newTopicPlace ? JSON.stringify({ title: input.title ?? '', board: input.board ?? '', tags: input.tags ?? '' } satisfies DraftFields) : null
  await ctx.limit('draft.save', memberId, { points: 200, seconds: 300 })
  return ctx.tx(async (tx) => {
    // One save of a member at a time, so that neither their number nor a version is counted twice.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('draft:' || ${memberId}, 0))`
    const before = await find(tx, memberId, place)
    if (before !== undefined) {
      const [same] = await tx.db.$queryRaw<{ isSame: boolean }[]>`select (${JSON.stringify(before.doc)}::jsonb, ${JSON.stringify(before.fields)}::jsonb) is not distinct from (${json}::jsonb, ${fields ?? 'null'}::jsonb) as "isSame"`
      if (same?.isSame === true) return { isSaved: true, version: before.version }
      if (before.version !== base) return { isSaved: false, other: await viewOf(tx, before) }
    } else if ((await tx.db.draft.count({ where: { memberId } })) >= MOST_DRAFTS) throw conflict('editor.draft_too_many')
    const version = Math.max(before?.version ?? 0, base) + 1
    await tx.db.$executeRaw`
      insert into draft (member_id, place, doc, text, fields, version, updated_at) values (${memberId}::uuid, ${place}, ${json}::jsonb, ${plainText(doc) || plainText(doc, { quoted: linesOfQuote })}, ${fields}::jsonb, ${version}, ${tx.now()})
      on conflict (member_id, place) do update set doc = excluded.doc, text = excluded.text, fields = excluded.fields, version = excluded.version, updated_at = excluded.updated_at`
    tx.emit(`user:${memberId}`, draftEvents, 'draft.changed', { place, version })
    return { isSaved: true, version }
  })
}

/** Forgets a draft that was sent or emptied, unless another device has written on since `version`. */
export async function dropDraft(ctx: Ctx, { place, version }: z.output<typeof dropDraftInput>): Promise<null> {
  const { id: memberId } = reader(ctx)
  return ctx.tx(async (tx) => {
    const gone = await tx.db.$executeRaw`delete from draft where member_id = ${memberId}::uuid and place = ${place} and version <= ${version}`
    if (gone > 0) tx.emit(`user:${memberId}`, draftEvents, 'draft.changed', { place, version: 0 })
    return null
  })
}

/** A draft in the list of all of them. Without a title when its topic can no longer be seen. */
export type DraftRow = { place: string; version: number; at: string; excerpt: string; href: string | null; title: string | null }
const DRAFTS_A_PAGE = 20

/** The reader's own drafts, the newest first. */
export async function listDrafts(ctx: Ctx, cursor: string | null): Promise<Page<DraftRow>> {
  const { id: memberId } = reader(ctx)
  const [at, place] = decodeCursor(cursor, 2) ?? []
  const from = new Date(at === undefined ? '9999-12-31' : String(at))
  const isBeyond = place !== undefined && !Number.isNaN(from.getTime())
  const rows = await ctx.db.$queryRaw<{ place: string; version: number; updatedAt: Date; text: string; title: string | null }[]>`
    select d.place, d.version, d.updated_at as "updatedAt", left(concat_ws(' ', nullif(d.fields->>'title', ''), d.text), 400) as text, coalesce(t.title, e.title) as title
    from draft d left join topic t on t.id = nullif(split_part(d.place, ':', 2), '')::uuid and t.hidden_at is null
      left join event e on starts_with(d.place, 'summary:') and e.id = nullif(split_part(d.place, ':', 2), '')::uuid
    where d.member_id = ${memberId}::uuid and not starts_with(d.place, 'event:') and (d.updated_at, d.place) < (${isBeyond ? from : new Date('9999-12-31')}, ${isBeyond ? String(place) : ''}) order by d.updated_at desc, d.place desc limit ${fixed(DRAFTS_A_PAGE + 1)}`
  const items = rows.slice(0, DRAFTS_A_PAGE)
  const last = items.at(-1)
  return {
    items: items.map((row) => ({ place: row.place, version: row.version, at: row.updatedAt.toISOString(), excerpt: excerpt(row.text, 80), title: row.title, href: hrefOf(row.place, row.title !== null) })),
    next: rows.length > DRAFTS_A_PAGE && last !== undefined ? encodeCursor([last.updatedAt.toISOString(), last.place]) : null,
  }
}

function hrefOf(place: string, isThere: boolean): string | null {
  const [kind, topicId, no] = place.split(':')
  if (kind === 'new-topic') return '/boards/new'
  if (!isThere) return null
  if (kind === 'summary') return `/events/${topicId}/summary`
  return kind === 'edit' ? `/topics/${topicId}/posts/${no}/edit` : `/topics/${topicId}#reply`
}
