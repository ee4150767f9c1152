import type { z } from 'zod'
import { fixed } from '../../core/fixed.server.ts'
import { type Ctx, type TxCtx } from '../../core/ctx.ts'
import { wordsIn } from '../../core/richtext/find-quote.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { linesOfQuote, mapQuotes, type QuoteNodeOf } from '../../core/richtext/quotes.ts'
import { renderDoc } from '../../core/richtext/render-doc.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { topicStream } from './access.server.ts'
import { draftEvents } from './events.ts'
import { tellQuoters } from './follow-quotes.server.ts'
import { boardJobs } from './jobs.ts'

type Job = z.output<(typeof boardJobs)['quotes.redact']['payload']>
type Change = (doc: DocNode) => DocNode | null
/** What one step found: where to go on (null: this part is through), and whether it changed a post that can be seen. */
type Step = { after: string | null; hasChanged: boolean }

/** Posts that one job locks and changes, and rows that one job looks through where no index names what is quoted. */
const POSTS = 50
const ROWS = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Words that 事務局 took out of a post's history go where they were quoted as well: in topics that are still to appear, in the texts of
 * others, in what those said before, in drafts, and in what the log still holds; there it says that they were taken out. Words that the
 * post still says anywhere stay. A step at a time, each by itself: done again it changes nothing more.
 */
export const redactQuotes = (ctx: Ctx, job: Job): Promise<void> => ctx.tx(async (tx) => {
  const { postId, part, after } = job
  const [post] = await tx.db.$queryRaw<{ topicId: string; no: number }[]>`select topic_id as "topicId", no from post where id = ${postId}::uuid`
  if (post === undefined) return
  const said = await tx.db.$queryRaw<{ doc: DocNode }[]>`select doc from post where id = ${postId}::uuid union all select doc from post_version where post_id = ${postId}::uuid and doc is not null`
  const step = await steps[part](tx, { ...post, postId }, changeOf({ ...post, postId }, said.map(({ doc }) => doc)), after)
  const hasChanged = job.hasChanged === true || step.hasChanged
  const next = step.after === null ? parts[parts.indexOf(part) + 1] : part
  if (step.after === null && part === 'posts' && hasChanged) await tellQuoters(tx, postId)
  if (next !== undefined) tx.enqueue(boardJobs, 'quotes.redact', { postId, part: next, ...(step.after !== null && { after: step.after }), ...(next === 'posts' && hasChanged && { hasChanged }) })
})

type Source = { postId: string; topicId: string; no: number }
/** A topic to appear becomes a post, and a post's text an earlier one: nothing gets past by changing over meanwhile. */
const parts = ['scheduled', 'posts', 'versions', 'drafts'] as const satisfies readonly Job['part'][]

/** A document without the words that are gone; null when it has none of them. */
function changeOf({ postId, topicId, no }: Source, said: readonly DocNode[]): Change {
  // A mention is compared by nobody's name: the same place in both.
  const nameOf = () => ''
  const stays = said.map((doc) => wordsIn(doc, nameOf))
  const gone: DocNode = { type: 'paragraph', content: [{ type: 'text', text: tFor('ja')('boards.quote_redacted') }] }
  const goneWords = wordsIn(gone, nameOf)
  return (doc) => {
    let changed = 0
    const without = mapQuotes(doc, (quote: QuoteNodeOf) => {
      const isOfPost = quote.attrs.post === postId || (quote.attrs.post === undefined && quote.attrs.topic === topicId && quote.attrs.no === no)
      const words = isOfPost ? wordsIn(quote, nameOf) : ''
      if (words === '' || words === goneWords || stays.some((text) => text.includes(words))) return quote
      changed++
      return { ...quote, content: [gone] }
    })
    return changed === 0 ? null : without
  }
}

/** The rows that change, as they are from now on. */
const changedOf = <R extends { doc: DocNode }>(rows: readonly R[], change: Change): R[] => rows.flatMap((row) => {
  const doc = change(row.doc)
  return doc === null ? [] : [{ ...row, doc }]
})
const docsOf = (rows: readonly { doc: DocNode }[]): string[] => rows.map(({ doc }) => JSON.stringify(doc))
const beyond = <R>(rows: readonly R[], most: number, keyOf: (row: R) => string): string | null => (rows.length < most ? null : (rows.map(keyOf).at(-1) ?? null))

const steps: Record<Job['part'], (tx: TxCtx, source: Source, change: Change, after: string | undefined) => Promise<Step>> = {
  async scheduled(tx, { postId }, change, after = FIRST) {
    const rows = await tx.db.$queryRaw<{ id: string; doc: DocNode }[]>`select id, doc from scheduled_topic where quotes @> array[${postId}]::uuid[] and id > ${after}::uuid order by id limit ${fixed(POSTS)} for no key update`
    const changed = changedOf(rows, change)
    if (changed.length > 0) await tx.db.$executeRaw`
      update scheduled_topic s set doc = w.doc::jsonb, html = w.html from unnest(${changed.map((r) => r.id)}::uuid[], ${docsOf(changed)}::text[], ${changed.map((r) => renderDoc(r.doc))}::text[]) w(id, doc, html) where s.id = w.id`
    return { after: beyond(rows, POSTS, (r) => r.id), hasChanged: false }
  },

  async posts(tx, { postId }, change, after = FIRST) {
    const rows = await tx.db.$queryRaw<{ id: string; topicId: string; no: number; doc: DocNode }[]>`
      select id, topic_id as "topicId", no, doc from post where quotes @> array[${postId}]::uuid[] and quotes <> '{}' and id > ${after}::uuid order by id limit ${fixed(POSTS)} for no key update`
    const changed = changedOf(rows, change)
    if (changed.length > 0) {
      await tx.db.$executeRaw`
        update post p set doc = w.doc::jsonb, html = w.html, version = p.version + 1, changed_at = ${tx.now()}
        from unnest(${changed.map((p) => p.id)}::uuid[], ${docsOf(changed)}::text[], ${changed.map((p) => renderDoc(p.doc))}::text[]) w(id, doc, html) where p.id = w.id`
      await tx.db.$executeRaw`
        update live_event e set payload = jsonb_set(e.payload, '{post,html}', '""')
        from unnest(${changed.map((p) => topicStream(p.topicId))}::text[], ${changed.map((p) => p.no)}::int[]) w(stream, no)
        where e.stream = w.stream and e.type in ('post.added', 'post.edited', 'post.shown') and (e.payload->'post'->>'no')::int = w.no`
    }
    return { after: beyond(rows, POSTS, (p) => p.id), hasChanged: changed.length > 0 }
  },

  // What was said before may quote what the text no longer does: no index names it, so all edits are gone through by their key.
  async versions(tx, { postId }, change, after = `${FIRST} 0`) {
    const [id = FIRST, version = '0'] = after.split(' ')
    const rows = await tx.db.$queryRaw<{ id: string; version: number; doc: DocNode | null }[]>`
      select post_id as id, version, case when strpos(doc::text, ${postId}) > 0 then doc end as doc from post_version
      where (post_id, version) > (${id}::uuid, ${Number(version)}) order by post_id, version limit ${fixed(ROWS)}`
    const changed = changedOf(rows.flatMap((r) => (r.doc === null ? [] : [{ ...r, doc: r.doc }])), change)
    if (changed.length > 0) await tx.db.$executeRaw`
      update post_version v set doc = w.doc::jsonb from unnest(${changed.map((v) => v.id)}::uuid[], ${changed.map((v) => v.version)}::int[], ${docsOf(changed)}::text[]) w(id, version, doc)
      where v.post_id = w.id and v.version = w.version and v.doc is not null`
    return { after: beyond(rows, ROWS, (r) => `${r.id} ${r.version}`), hasChanged: false }
  },

  async drafts(tx, { postId, topicId }, change, after = `${FIRST} `) {
    const [memberId = FIRST, place = ''] = after.split(' ')
    const rows = await tx.db.$queryRaw<{ memberId: string; place: string; version: number; doc: DocNode | null }[]>`
      select member_id as "memberId", place, version, case when strpos(doc::text, ${postId}) > 0 or strpos(doc::text, ${topicId}) > 0 then doc end as doc from draft
      where (member_id, place) > (${memberId}::uuid, ${place}) order by member_id, place limit ${fixed(ROWS)} for no key update`
    const changed = changedOf(rows.flatMap((r) => (r.doc === null ? [] : [{ ...r, doc: r.doc }])), change)
    if (changed.length > 0) await tx.db.$executeRaw`
      update draft d set doc = w.doc::jsonb, text = w.text, version = d.version + 1
      from unnest(${changed.map((d) => d.memberId)}::uuid[], ${changed.map((d) => d.place)}::text[], ${docsOf(changed)}::text[], ${changed.map(({ doc }) => plainText(doc) || plainText(doc, { quoted: linesOfQuote }))}::text[]) w(member_id, place, doc, text)
      where d.member_id = w.member_id and d.place = w.place`
    for (const { memberId: writer, place: at, version } of changed) tx.emit(`user:${writer}`, draftEvents, 'draft.changed', { place: at, version: version + 1 })
    return { after: beyond(rows, ROWS, (r) => `${r.memberId} ${r.place}`), hasChanged: false }
  },
}
