import type { TxCtx } from '../../core/ctx.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { effectiveLevelSql, levelJoins } from './levels.server.ts'

/**
 * A topic becomes part of another: what somebody chose for it holds there, where it asks for more than they hear there already. Silence
 * stays only where they chose it for the target, and is not brought along. Called while both still have their readers' places.
 */
export async function moveLevels(tx: TxCtx, fromTopicId: string, toTopicId: string): Promise<void> {
  await tx.db.$executeRaw`
    with gone as (
      delete from attention where kind = 'topic' and target_id = ${fromTopicId}::uuid returning member_id, level, at
    ), levels as (
      select g.member_id, g.level as there, g.at, lt.level as chosen, ${effectiveLevelSql} as here, coalesce(o.posts, 0) > 0 as wrote_there
      from gone g join topic t on t.id = ${toTopicId}::uuid left join topic_read r on r.topic_id = t.id and r.member_id = g.member_id
        left join topic_read o on o.topic_id = ${fromTopicId}::uuid and o.member_id = g.member_id ${levelJoins(Prisma.sql`g.member_id`)}
    ), wanted as (
      select member_id, at, case when there = 'muted' then here else greatest(there, here) end as level, coalesce(chosen, case when wrote_there then 'watching' else here end) as otherwise
      from levels where chosen is distinct from 'muted'
    )
    insert into attention (member_id, kind, target_id, level, at)
    select member_id, 'topic', ${toTopicId}::uuid, case when level = 'watching_first' then 'normal' else level end, at from wanted where level <> otherwise
    on conflict (member_id, kind, target_id) do update set level = excluded.level`
}

/** Part of a topic becomes one of its own: what somebody chose for the whole holds for it too. Who silenced the whole is not called by having written in the part. */
export async function copyLevels(tx: TxCtx, fromTopicId: string, toTopicId: string): Promise<void> {
  await tx.db.$executeRaw`
    insert into attention (member_id, kind, target_id, level, at)
    select a.member_id, 'topic', ${toTopicId}::uuid, case when a.level = 'muted' then 'normal' else a.level end, a.at
    from attention a left join topic_read r on r.topic_id = ${toTopicId}::uuid and r.member_id = a.member_id
    where a.kind = 'topic' and a.target_id = ${fromTopicId}::uuid and (a.level <> 'muted' or r.posts > 0) on conflict do nothing`
}
