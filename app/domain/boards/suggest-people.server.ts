import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { foldKana } from '../../core/text.ts'
import { accessTopic, reader } from './access.server.ts'

export type Suggestion = { id: string; name: string; kana: string; isHere: boolean; former?: string }

const MOST = 6

/**
 * Whom a text may mention, for what was typed after @: people who write in this topic first, then mentors, then all members whose family or given
 * name begins so, as written or by its reading; so does a former name they show. Nothing typed yet: only the people of the topic. `topicId` is null for a topic
 * that does not exist yet. The person who writes is not suggested.
 */
export async function suggestPeople(ctx: Ctx, topicId: string | null, typed: string): Promise<Suggestion[]> {
  const { id: me } = reader(ctx)
  const topic = topicId === null ? null : (await accessTopic(ctx, topicId)).id
  const q = typed.normalize('NFC').trim().slice(0, 30)
  const kana = foldKana(q)
  if ((q === '' && topic === null) || q.includes('\u0000') || /\p{Surrogate}/u.test(q)) return []
  const rows = await ctx.db.$queryRaw<(Suggestion & { former: string | null })[]>`
    with found as (
      select m.id, m.display_name as name, m.kana, coalesce(r.posts, 0) as posts, t.member_id is not null as "isMentor"
      from member m left join mentor t on t.member_id = m.id left join topic_read r on r.topic_id = ${topic}::uuid and r.member_id = m.id and r.posts > 0
      where m.status = 'active' and m.id <> ${me}::uuid and case when ${q} = '' then r.posts > 0 else
        starts_with(m.kana, ${kana}) or starts_with(m.given_kana, ${kana}) or starts_with(m.display_name, ${q}) or starts_with(m.given_name, ${q})
        or m.id in (select f.member_id from profile f where f.former_shown is not null and (starts_with(f.former_kana, ${kana}) or starts_with(f.former_shown, ${q}))) end
    ), first as (select * from found order by posts > 0 desc, posts desc, "isMentor" desc, kana collate "ja-x-icu", id limit ${fixed(MOST)})
    select id, name, kana, posts > 0 as "isHere", (select f.former_shown from profile f where f.member_id = first.id) as former from first order by posts > 0 desc, posts desc, "isMentor" desc, kana collate "ja-x-icu", id`
  return rows.map(({ former, ...person }) => ({ ...person, ...(former === null ? {} : { former }) }))
}
