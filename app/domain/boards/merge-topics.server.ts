import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, invalid } from '../../core/errors.ts'
import { moveLevels } from '../attention/index.server.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { carryOver } from './carry-over.server.ts'
import { topicEvents } from './events.ts'
import { boardJobs } from './jobs.ts'
import { countTopics } from './move-topic.server.ts'
import { canModerate } from './policy.ts'
import { forgetLog, renewRoom } from './renew-room.server.ts'
import type { mergeTopicsInput } from './schema.ts'
import { countTags } from './tags.server.ts'

/** More posts than this are not moved under one lock. */
const MOST_POSTS = 1_000

type Side = { id: string; boardId: string; title: string; lastNo: number; lastPostAt: Date; lastAuthorId: string | null; lastOfficialAs: string | null; hiddenNos: number[]; movedNos: number[]; tagIds: string[]; answerId: string | null; tellFrom: number | null; hiddenAt: Date | null; heat: number; confirmFrom: Date | null; assigneeId: string | null; assignedDue: Date | null }

/**
 * 事務局 merges a topic into another one: its posts follow the target's own, in their order, so that no number of the target changes
 * and the numbers of the others rise by as many as it had. The merged topic leads there, by whatever link one comes; what was being
 * written in it lands in the target; each reader keeps what they had read in either, and what they keep or are asked to do goes along.
 */
export async function mergeTopics(ctx: Ctx, input: z.output<typeof mergeTopicsInput>): Promise<{ topicId: string }> {
  if (!canModerate(ctx.actor)) throw forbidden()
  const [from, into] = await Promise.all([accessTopic(ctx, input.topicId), accessTopic(ctx, input.into).catch(() => null)])
  if (into === null || into.id === from.id) throw invalid({ into: 'manage.merge_where' })
  if (into.isArchived) throw conflict('boards.archived')
  if (from.lastNo > MOST_POSTS) throw invalid({ into: 'manage.merge_too_long' })
  return once(ctx, 'topic:merge', input.commandId, async (tx) => {
    await tx.db.$queryRaw`select id from topic where id in (${from.id}::uuid, ${into.id}::uuid) order by id for update`
    const sides = await tx.db.topic.findMany({ where: { id: { in: [from.id, into.id] }, hiddenAt: null } })
    const [a, b] = [sides.find((t) => t.id === from.id), sides.find((t) => t.id === into.id)]
    if (a === undefined || b === undefined) throw invalid({ into: 'manage.merge_where' })
    await movePosts(tx, a, b)
    await carryOver(tx, a, b)
    await changeTopics(tx, a, b)
    await moveDrafts(tx, a, b)
    await moveLevels(tx, a.id, b.id)
    await movePlaces(tx, a, b)
    await countTopics(tx, { [a.boardId]: -1 })
    await countTags(tx, { added: [], removed: a.tagIds })
    for (const id of [a.id, b.id].sort()) await (id === a.id ? forgetLog(tx, id) : renewRoom(tx, id))
    tx.emit(topicStream(a.id), topicEvents, 'topic.merged', { into: b.id, title: b.title })
    tellBoth(tx, a, b)
    if (tx.actor.kind === 'account') tx.enqueue(boardJobs, 'posts.moved', { from: a.id, to: b.id, by: tx.actor.id })
    tx.audit({ action: 'topic.merged', subject: 'topic', subjectId: a.id, detail: { into: b.id, posts: a.lastNo } })
    for (const side of [a, b]) tx.hint({ kind: 'topic.bumped', boardId: side.boardId, topicId: b.id, no: 0, authorId: null })
    return { topicId: b.id }
  })
}

async function movePosts(tx: TxCtx, a: Side, b: Side): Promise<void> {
  await tx.db.$executeRaw`update post set topic_id = ${b.id}::uuid, no = no + ${b.lastNo} where topic_id = ${a.id}::uuid`
  // A post that only kept a number leads on from both of its places.
  await tx.db.$executeRaw`
    insert into post_move (topic_id, no, post_id)
    select ${a.id}::uuid, no - ${b.lastNo}, coalesce(moved_id, id) from post where topic_id = ${b.id}::uuid and no > ${b.lastNo}
    union all select ${b.id}::uuid, no, moved_id from post where topic_id = ${b.id}::uuid and no > ${b.lastNo} and moved_id is not null
    on conflict do nothing`
}

async function changeTopics(tx: TxCtx, a: Side, b: Side): Promise<void> {
  const later = a.lastPostAt > b.lastPostAt ? a : b
  const risen = (nos: number[]) => nos.map((no) => no + b.lastNo)
  await tx.db.$executeRaw`
    update topic set last_no = ${a.lastNo + b.lastNo}, last_post_at = ${later.lastPostAt}, last_author_id = ${later.lastAuthorId}::uuid, last_official_as = ${later.lastOfficialAs},
      hidden_nos = hidden_nos || ${risen(a.hiddenNos)}::int[], moved_nos = moved_nos || ${risen(a.movedNos)}::int[], answer_id = coalesce(answer_id, ${a.answerId}::uuid), tell_from = null,
      heat = topic_heated(heat, to_timestamp(${a.heat}::float8))
    where id = ${b.id}::uuid`
  await tx.db.topic.update({ where: { id: a.id }, data: { hiddenAt: tx.now(), mergedIntoId: b.id, answerId: null, tellFrom: null, pinnedAt: null, assigneeId: null, assignedDue: null }, select: { id: true } })
  await tx.db.topic.updateMany({ where: { mergedIntoId: a.id }, data: { mergedIntoId: b.id } })
}

/** What somebody has begun to write in the merged topic waits for them in the other, unless they have begun something there too. */
async function moveDrafts(tx: TxCtx, a: Side, b: Side): Promise<void> {
  const [from, into] = [`topic:${a.id}`, `topic:${b.id}`]
  await tx.db.$executeRaw`
    update draft d set place = ${into} where d.place = ${from} and d.member_id in (select member_id from topic_read where topic_id = ${a.id}::uuid)
      and not exists (select 1 from draft o where o.member_id = d.member_id and o.place = ${into})`
  await tx.db.$executeRaw`
    update draft d set place = 'edit:' || ${b.id} || ':' || p.no from post p
    where p.topic_id = ${b.id}::uuid and p.no > ${b.lastNo} and p.author_id = d.member_id and d.place = 'edit:' || ${a.id} || ':' || (p.no - ${b.lastNo})`
}

/**
 * Who had read all of the target goes on in the merged part where they were; who had not stays where they were, and what they know of
 * the merged part is kept beside their place (places.ts).
 */
async function movePlaces(tx: TxCtx, a: Side, b: Side): Promise<void> {
  await tx.db.$executeRaw`
    with places as (
      select m.id, least(case when ${b.lastPostAt} < m.read_before then ${b.lastNo} else coalesce(rb.last_no, 0) end, ${b.lastNo}) as own,
        least(case when ${a.lastPostAt} < m.read_before then ${a.lastNo} else coalesce(ra.last_no, 0) end, ${a.lastNo}) as other,
        coalesce(rb.ahead, '{}') || array(select n + ${b.lastNo} from unnest(ra.ahead) with ordinality u (n, i) order by i) as ahead,
        coalesce(ra.posts, 0) + coalesce(rb.posts, 0) as posts, greatest(ra.at, rb.at) as at, greatest(ra.posted_at, rb.posted_at) as posted_at, coalesce(ra.pages, 0) + coalesce(rb.pages, 0) as pages, coalesce(ra.seconds, 0) + coalesce(rb.seconds, 0) as seconds
      from (select member_id from topic_read where topic_id in (${a.id}::uuid, ${b.id}::uuid) group by member_id) k join member m on m.id = k.member_id
        left join topic_read ra on ra.topic_id = ${a.id}::uuid and ra.member_id = m.id left join topic_read rb on rb.topic_id = ${b.id}::uuid and rb.member_id = m.id
    ), gone as (delete from topic_read where topic_id = ${a.id}::uuid)
    insert into topic_read (member_id, topic_id, last_no, posts, posted_at, pages, seconds, ahead, at)
    select id, ${b.id}::uuid, case when own = ${b.lastNo} then own + other else own end, posts, posted_at, pages, seconds, ahead || case when own < ${b.lastNo} and other > 0 then array[${b.lastNo + 1}, ${b.lastNo} + other] else '{}' end, at from places
    on conflict (member_id, topic_id) do update set last_no = excluded.last_no, posts = excluded.posts, posted_at = excluded.posted_at, pages = excluded.pages, seconds = excluded.seconds, ahead = excluded.ahead, at = excluded.at`
}

/** What nobody has been told of yet is told now, each topic's own part, with the numbers it has from now on. */
function tellBoth(tx: TxCtx, a: Side, b: Side): void {
  if (b.tellFrom !== null) tx.enqueue(boardJobs, 'topic.tell', { topicId: b.id, from: b.tellFrom, to: b.lastNo })
  if (a.tellFrom !== null) tx.enqueue(boardJobs, 'topic.tell', { topicId: b.id, from: b.lastNo + a.tellFrom, to: b.lastNo + a.lastNo })
}
