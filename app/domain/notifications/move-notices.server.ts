import type { TxCtx } from '../../core/ctx.ts'

/**
 * Posts of a topic have gone to other ones: what the inboxes tell of them and nobody has read yet leads to where they stand, under that
 * topic's title, and is read by reading there. A notice of several posts stays as long as one of them has. Done twice it changes nothing.
 */
export async function moveTopicNotices(tx: TxCtx, topicId: string): Promise<void> {
  await tx.db.$executeRaw`
    with mine as (
      select id, topic_id, no, up_to from notification where topic_id = ${topicId}::uuid and read_at is null order by member_id, dedupe_key for update
    ), of as (
      select n.id, stays.no as stays, g.topic_id, g.no, g.up_to, t.title
      from mine n
        cross join lateral (select min(p.no) as no from post p where p.topic_id = n.topic_id and p.no between n.no and n.up_to and p.moved_id is null and p.hidden_at is null) stays
        left join lateral (
          select p.topic_id, min(p.no) as no, max(p.no) as up_to from post_move v join post p on p.id = v.post_id
          where v.topic_id = n.topic_id and v.no between n.no and n.up_to group by p.topic_id order by min(v.no) limit 1) g on stays.no is null
        left join topic t on t.id = g.topic_id and t.hidden_at is null
    ), new as (
      select id, topic_id, title, coalesce(stays, no) as no, coalesce(up_to, stays) as up_to from of where stays is not null or title is not null
    )
    update notification n set topic_id = coalesce(new.topic_id, n.topic_id), no = new.no, up_to = greatest(new.up_to, case when new.topic_id is null then n.up_to end),
      href = '/topics/' || coalesce(new.topic_id, n.topic_id) || '?from=' || new.no || '#post-' || new.no, params = case when new.title is null then n.params else n.params || jsonb_build_object('title', new.title) end
    from new where n.id = new.id and (new.topic_id is not null or new.no <> n.no)`
}
