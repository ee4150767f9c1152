import type { z } from 'zod'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { isDomainError } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { boardJobs } from './jobs.ts'
import { lockPost } from './own-post.server.ts'
import { postView } from './posts.server.ts'

type Source = z.output<(typeof boardJobs)['quotes.follow']['payload']>
/** Posts that are gone through in one job. */
const BATCH = 50

/** A post is no longer shown, or is again: what quotes it, in whatever topic, follows soon. Pages that are opened anew know it at once. */
export async function tellQuoters(tx: TxCtx, postId: string): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ isQuoted: boolean }[]>`select exists (select 1 from post where quotes @> array[${postId}]::uuid[] and quotes <> '{}') as "isQuoted"`
  if (row?.isQuoted === true) tx.enqueue(boardJobs, 'quotes.follow', { postId })
}

/** Shows open screens, and who asks for the log, the posts that quote one as they read now. Answers where to go on, or null. */
export async function followQuotes(ctx: Ctx, { postId, after }: Source): Promise<string | null> {
  const quoting = await ctx.db.$queryRaw<{ id: string; topicId: string; no: number }[]>`
    select p.id, p.topic_id as "topicId", p.no from post p join topic t on t.id = p.topic_id and t.hidden_at is null
    where p.quotes @> array[${postId}]::uuid[] and p.quotes <> '{}' and p.hidden_at is null and p.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by p.id limit ${fixed(BATCH)}`
  for (const post of quoting) {
    try {
      // One after another: each waits for its own topic.
      // oxlint-disable-next-line no-await-in-loop
      await ctx.tx((tx) => refresh(tx, post))
    } catch (error) {
      // Moved or hidden meanwhile: then it was told anew by that.
      if (!isDomainError(error) || error.code !== 'not_found') throw error
    }
  }
  return quoting.length === BATCH ? (quoting.at(-1)?.id ?? null) : null
}

async function refresh(tx: TxCtx, { topicId, no, id }: { topicId: string; no: number; id: string }): Promise<void> {
  const post = await lockPost(tx, topicId, no)
  if (post.id !== id || post.hiddenAt !== null) return
  await tx.db.post.update({ where: { id }, data: { version: { increment: 1 }, changedAt: tx.now() }, select: { id: true } })
  const view = await postView(tx, id)
  const stream = topicStream(topicId)
  await tx.db.$executeRaw`
    update live_event set payload = jsonb_set(payload, '{post,html}', to_jsonb(${view.html}::text)) where stream = ${stream} and type in ('post.added', 'post.edited', 'post.shown') and (payload->'post'->>'no')::int = ${no}`
  tx.emit(stream, topicEvents, 'post.edited', { post: view })
}
