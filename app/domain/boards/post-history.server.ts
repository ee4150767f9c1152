import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { type DiffPart, diffText } from '../../core/richtext/diff-text.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { linesOfQuote } from '../../core/richtext/quotes.ts'
import { namedIn } from '../../core/richtext/render-doc.server.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { namesOf } from './authors.server.ts'
import { withSources } from './composer-text.server.ts'
import { boardJobs } from './jobs.ts'
import { lockPost } from './own-post.server.ts'
import { canModerate } from './policy.ts'
import type { redactVersionInput } from './schema.ts'

/** One edit: when, and what it changed; null when the text before or after was taken out. `version` is the text before it. */
export type PostEdit = { version: number; at: string; changes: DiffPart[] | null; isRedacted: boolean }
export type PostHistory = { edits: PostEdit[]; next: number | null }

const EDITS_A_PAGE = 10
/** Text is compared as it reads, with the addresses behind its links: an edit of either is seen. */
type Version = { version: number; doc: DocNode | null; replacedAt: Date }

/** The edits of a post, the newest first, `before` a version. The caller has found the post to be readable: a hidden one has no history. */
export async function postHistory(ctx: Ctx, post: { id: string; doc: DocNode }, before: number | null): Promise<PostHistory> {
  const rows = await ctx.db.$queryRaw<Version[]>`
    select version, doc, replaced_at as "replacedAt" from post_version where post_id = ${post.id}::uuid and version < ${before ?? 2_147_483_647} order by version desc limit ${fixed(EDITS_A_PAGE + 1)}`
  if (rows.length === 0) return { edits: [], next: null }
  const after = before === null ? [] : await ctx.db.$queryRaw<{ doc: DocNode | null }[]>`select doc from post_version where post_id = ${post.id}::uuid and version >= ${before} order by version limit 1`
  const shown = rows.slice(0, EDITS_A_PAGE)
  const docs = [after.length > 0 ? (after[0]?.doc ?? null) : post.doc, ...shown.map((r) => r.doc)]
  const names = await namesOf(ctx, [...new Set(docs.flatMap((doc) => (doc === null ? [] : namedIn(doc))))])
  const labelled = await Promise.all(docs.map((doc) => (doc === null ? null : withSources(ctx, doc))))
  const texts = labelled.map((doc) => (doc === null ? null : plainText(doc, { quoted: linesOfQuote, nameOf: (id) => names.get(id) ?? '—', hasAddresses: true })))
  const edits = shown.map((row, i): PostEdit => {
    const [newer, older] = [texts[i] ?? null, texts[i + 1] ?? null]
    return { version: row.version, at: row.replacedAt.toISOString(), isRedacted: row.doc === null, changes: older === null || newer === null ? null : diffText(older, newer) }
  })
  return { edits, next: rows.length > EDITS_A_PAGE ? (shown.at(-1)?.version ?? null) : null }
}

/** 事務局 takes an earlier text of a post out of its history for good, with what was quoted of it alone, and says why. */
export async function redactVersion(ctx: Ctx, input: z.output<typeof redactVersionInput>): Promise<null> {
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'post:redact-version', input.commandId, async (tx) => {
    const post = await lockPost(tx, topicId, input.no)
    const redacted = await tx.db.$executeRaw`update post_version set doc = null, redacted_at = ${tx.now()} where post_id = ${post.id}::uuid and version = ${input.version} and redacted_at is null`
    if (redacted === 0) {
      const isThere = await tx.db.postVersion.count({ where: { postId: post.id, version: input.version } })
      if (isThere === 0) throw notFound()
      return null
    }
    await tx.db.$executeRaw`
      update live_event set payload = jsonb_set(payload, '{post,html}', '""') where stream = ${topicStream(topicId)} and type in ('post.added', 'post.edited', 'post.shown')
        and (payload->'post'->>'no')::int = ${input.no} and coalesce((payload->'post'->>'version')::int, 1) = ${input.version}`
    tx.enqueue(boardJobs, 'quotes.redact', { postId: post.id, part: 'scheduled' })
    tx.audit({ action: 'post.version_redacted', subject: 'post', subjectId: post.id, reason: input.reason, detail: { version: input.version } })
    return null
  })
}
