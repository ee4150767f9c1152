import type { TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { wordsIn } from '../../core/richtext/find-quote.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { mapQuotes, type QuoteNodeOf } from '../../core/richtext/quotes.ts'
import { renderDoc } from '../../core/richtext/render-doc.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { topicStream } from './access.server.ts'
import { tellQuoters } from './follow-quotes.server.ts'

type Quoting = { id: string; topicId: string; no: number; doc: DocNode }
/** Of one post; who quotes it more often than this is not found at a stroke. */
const MOST = 2_000

/**
 * Words that 事務局 took out of a post's history go where they were quoted as well: in the texts of others, in what those said before, and
 * in what the log still holds of them; there it says that they were taken out. Words that the post still says anywhere stay.
 */
export async function redactQuotes(tx: TxCtx, postId: string): Promise<void> {
  const said = await tx.db.$queryRaw<{ doc: DocNode }[]>`select doc from post where id = ${postId}::uuid union all select doc from post_version where post_id = ${postId}::uuid and doc is not null`
  // A mention is compared by nobody's name: the same place in both.
  const nameOf = () => ''
  const stays = said.map(({ doc }) => wordsIn(doc, nameOf))
  const gone: DocNode = { type: 'paragraph', content: [{ type: 'text', text: tFor('ja')('boards.quote_redacted') }] }
  let changed = 0
  const without = (doc: DocNode): DocNode => mapQuotes(doc, (quote: QuoteNodeOf) => {
    const words = wordsIn(quote, nameOf)
    if (quote.attrs.post !== postId || words === '' || stays.some((text) => text.includes(words))) return quote
    changed++
    return { ...quote, content: [gone] }
  })
  const quoting = await tx.db.$queryRaw<Quoting[]>`
    select id, topic_id as "topicId", no, doc from post where quotes @> array[${postId}]::uuid[] and quotes <> '{}' order by id limit ${fixed(MOST)} for no key update`
  const older = await tx.db.$queryRaw<{ id: string; version: number; doc: DocNode }[]>`
    select post_id as id, version, doc from post_version where post_id = any(${quoting.map((p) => p.id)}::uuid[]) and doc is not null limit ${fixed(MOST)}`
  const changedOf = <P extends { doc: DocNode }>(all: P[]): P[] => all.flatMap((row) => {
    const before = changed
    const doc = without(row.doc)
    return changed > before ? [{ ...row, doc }] : []
  })
  const posts = changedOf(quoting)
  const versions = changedOf(older)
  if (posts.length > 0) {
    await tx.db.$executeRaw`
      update post p set doc = w.doc::jsonb, html = w.html, version = p.version + 1, changed_at = ${tx.now()}
      from unnest(${posts.map((p) => p.id)}::uuid[], ${posts.map((p) => JSON.stringify(p.doc))}::text[], ${posts.map((p) => renderDoc(p.doc))}::text[]) w(id, doc, html) where p.id = w.id`
    await tx.db.$executeRaw`
      update live_event e set payload = jsonb_set(e.payload, '{post,html}', '""')
      from unnest(${posts.map((p) => topicStream(p.topicId))}::text[], ${posts.map((p) => p.no)}::int[]) w(stream, no)
      where e.stream = w.stream and e.type in ('post.added', 'post.edited', 'post.shown') and (e.payload->'post'->>'no')::int = w.no`
    await tellQuoters(tx, postId)
  }
  if (versions.length > 0) {
    await tx.db.$executeRaw`
      update post_version v set doc = w.doc::jsonb from unnest(${versions.map((p) => p.id)}::uuid[], ${versions.map((p) => p.version)}::int[], ${versions.map((p) => JSON.stringify(p.doc))}::text[]) w(id, version, doc) where v.post_id = w.id and v.version = w.version`
  }
}
