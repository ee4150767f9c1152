import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { reader } from './access.server.ts'
import type { ReactInput } from './schema.ts'
import type { ReactionCounts } from './views.ts'

type Counted = { isFound: boolean; counts: ReactionCounts | null }

/**
 * Reacts to a post or takes it back: one row a member, post and kind, whatever path it comes by and however often. One statement changes the
 * row, the post's counts and the mark that tells the flusher what it adds to the topic's attention; saying the same again changes nothing, so it needs no memory of commands.
 * Answers with the new counts. Throws `not_found` for what cannot be reacted to: one's own, hidden or unknown posts, and archived boards.
 */
export async function reactToPost(ctx: Ctx, { topicId, no, kind, isOn }: Omit<ReactInput, 'commandId'>): Promise<{ counts: ReactionCounts }> {
  const { id: me } = reader(ctx)
  if (!isId(topicId)) throw notFound()
  const at = ctx.now()
  const changed = isOn
    ? Prisma.sql`insert into reaction (post_id, member_id, kind, at) select id, ${me}::uuid, ${kind}, ${at} from target on conflict do nothing returning post_id, at`
    : Prisma.sql`delete from reaction r using target t where r.post_id = t.id and r.member_id = ${me}::uuid and r.kind = ${kind} returning r.post_id, r.at`
  const next = Prisma.sql`coalesce((reactions->>${kind})::int, 0) + ${isOn ? 1 : -1}`
  const [counted] = await ctx.db.$queryRaw<Counted[]>`
    with target as (
      select p.id, p.reactions from post p join topic t on t.id = p.topic_id and t.hidden_at is null join board b on b.id = t.board_id and b.archived_at is null
      where p.topic_id = ${topicId}::uuid and p.no = ${no} and p.hidden_at is null and p.author_id is distinct from ${me}::uuid
    ), changed as (${changed}), counted as (
      update post set reactions = case when ${next} > 0 then jsonb_set(coalesce(reactions, '{}'), array[${kind}], to_jsonb(${next})) else nullif(reactions - ${kind}, '{}') end
      where id in (select post_id from changed) returning id, reactions
    ), marked as (
      insert into reaction_mark (post_id, at, gain) select id, ${at}, ${isOn ? 1 : -1} * reaction_weight(changed.at, ${at}) from counted join changed on changed.post_id = counted.id
      on conflict (post_id) do update set gain = reaction_mark.gain + excluded.gain * 4 * reaction_weight(${at}, reaction_mark.at)
    )
    select exists (select 1 from target) as "isFound", case when exists (select 1 from counted) then (select reactions from counted) else (select reactions from target) end as counts`
  if (!counted?.isFound) throw notFound()
  return { counts: counted.counts ?? {} }
}
