import type { z } from 'zod'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import type { boardJobs } from './jobs.ts'

/** What belongs to a whole topic goes where its posts go. Called under the locks of both topics. */
export async function carryOver(tx: TxCtx, from: { id: string; confirmFrom: Date | null; assigneeId: string | null; assignedDue: Date | null }, into: { id: string; confirmFrom: Date | null; assigneeId: string | null }): Promise<void> {
  // Who has bookmarked both keeps both; each leads to the target.
  await tx.db.$executeRaw`
    update bookmark k set topic_id = ${into.id}::uuid where k.topic_id = ${from.id}::uuid and not exists (select 1 from bookmark o where o.member_id = k.member_id and o.topic_id = ${into.id}::uuid)`
  if (from.assigneeId !== null && into.assigneeId === null) await tx.db.topic.update({ where: { id: into.id }, data: { assigneeId: from.assigneeId, assignedDue: from.assignedDue }, select: { id: true } })
  if (from.confirmFrom !== null) await carryConfirmations(tx, from.id, into)
}

/** Whoever has confirmed has read everything that asks for it: where both topics ask, only who confirmed both. */
async function carryConfirmations(tx: TxCtx, from: string, into: { id: string; confirmFrom: Date | null }): Promise<void> {
  if (into.confirmFrom !== null) {
    await tx.db.$executeRaw`
      delete from topic_confirmation c where c.topic_id = ${into.id}::uuid and not exists (select 1 from topic_confirmation o where o.topic_id = ${from}::uuid and o.member_id = c.member_id)`
  } else {
    await tx.db.topicConfirmation.deleteMany({ where: { topicId: into.id } })
    await tx.db.$executeRaw`update topic_confirmation set topic_id = ${into.id}::uuid where topic_id = ${from}::uuid`
  }
  await tx.db.$executeRaw`
    update topic t set confirm_from = coalesce(t.confirm_from, f.confirm_from), confirmed = (select count(*)::int from topic_confirmation where topic_id = t.id) from topic f where t.id = ${into.id}::uuid and f.id = ${from}::uuid`
  await tx.db.topic.update({ where: { id: from }, data: { confirmFrom: null, confirmed: 0 }, select: { id: true } })
}

/** An edit begun in a post waits at the post's new place. */
export async function moveEdits(tx: TxCtx, from: string, to: string, nos: number[]): Promise<void> {
  await tx.db.$executeRaw`
    update draft d set place = 'edit:' || ${to} || ':' || p.no from unnest(${nos}::int[]) with ordinality o (no, n) join post p on p.topic_id = ${to}::uuid and p.no = o.n
    where p.author_id = d.member_id and d.place = 'edit:' || ${from} || ':' || o.no`
}

/** Whom to tell that posts of theirs stand in another topic now; whoever moved them knows. Posts that have gone on since are told where they went. */
export async function movedPostNotices(ctx: Ctx, { from, to, by }: z.output<(typeof boardJobs)['posts.moved']['payload']>) {
  const authors = await ctx.db.$queryRaw<{ memberId: string; no: number; title: string }[]>`
    select p.author_id as "memberId", min(p.no) as no, t.title
    from post_move v join post p on p.id = v.post_id and p.topic_id = ${to}::uuid join topic t on t.id = p.topic_id and t.hidden_at is null join member m on m.id = p.author_id and m.status = 'active'
    where v.topic_id = ${from}::uuid and p.official_as is null and p.hidden_at is null and p.author_id <> ${by}::uuid group by p.author_id, t.title`
  return authors.map(({ memberId, no, title }) => ({
    memberId, kind: 'posts_moved' as const, params: { title }, href: `/topics/${to}?from=${no}#post-${no}`, dedupeKey: `moved:${from}:${to}`, fold: { topicId: to, no, upTo: no, who: [] },
  }))
}
