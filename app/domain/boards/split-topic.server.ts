import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, invalid } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { accessBoard, accessTopic } from './access.server.ts'
import { copyLevels } from '../attention/index.server.ts'
import { moveEdits } from './carry-over.server.ts'
import { boardJobs } from './jobs.ts'
import { countTopics } from './move-topic.server.ts'
import { canModerate } from './policy.ts'
import { renewRoom } from './renew-room.server.ts'
import type { splitTopicInput } from './schema.ts'

type Picked = { id: string; no: number; authorId: string | null; officialAs: string | null; createdAt: Date; hiddenAt: Date | null; movedId: string | null }

/**
 * 事務局 makes a topic of its own from posts of another one. In their places stay posts that only say so and lead there, so that no
 * number changes: old links lead on, and everybody's place stays right. In the new topic each reader has read what they had read.
 */
export async function splitTopic(ctx: Ctx, input: z.output<typeof splitTopicInput>): Promise<{ topicId: string }> {
  if (!canModerate(ctx.actor)) throw forbidden()
  const topic = await accessTopic(ctx, input.topicId)
  const board = await accessBoard(ctx, input.board)
  if (board.isArchived) throw conflict('boards.archived')
  return once(ctx, 'topic:split', input.commandId, async (tx) => {
    const [locked] = await tx.db.$queryRaw<{ tellFrom: number | null }[]>`select tell_from as "tellFrom" from topic where id = ${topic.id}::uuid for update`
    const posts = await tx.db.post.findMany({ where: { topicId: topic.id, no: { in: input.nos } }, orderBy: { no: 'asc' }, select: { id: true, no: true, authorId: true, officialAs: true, createdAt: true, hiddenAt: true, movedId: true } })
    const [first] = posts
    if (first === undefined || first.no === 1 || posts.length !== input.nos.length || posts.some((p) => p.movedId !== null)) throw invalid({ nos: 'manage.split_pick' })
    const newTopicId = newId()
    await makeTopic(tx, newTopicId, board.id, input.title, first, posts)
    await movePosts(tx, topic.id, newTopicId, posts)
    await movePlaces(tx, topic.id, newTopicId, posts.map((p) => p.no))
    await moveEdits(tx, topic.id, newTopicId, posts.map((p) => p.no))
    await copyLevels(tx, topic.id, newTopicId)
    await countTopics(tx, { [board.id]: 1 })
    await renewRoom(tx, topic.id)
    // What nobody has been told of yet is told from its new place.
    const untold = posts.filter((p) => locked !== undefined && locked.tellFrom !== null && p.no >= locked.tellFrom).length
    if (untold > 0) tx.enqueue(boardJobs, 'topic.tell', { topicId: newTopicId, from: posts.length - untold + 1, to: posts.length })
    if (tx.actor.kind === 'account') tx.enqueue(boardJobs, 'posts.moved', { from: topic.id, to: newTopicId, by: tx.actor.id })
    tx.audit({ action: 'topic.split', subject: 'topic', subjectId: topic.id, detail: { nos: posts.map((p) => p.no), to: newTopicId } })
    for (const [boardId, topicId] of [[topic.boardId, topic.id], [board.id, newTopicId]] as const) tx.hint({ kind: 'topic.bumped', boardId, topicId, no: 0, authorId: null })
    return { topicId: newTopicId }
  })
}

async function makeTopic(tx: TxCtx, id: string, boardId: string, title: string, first: Picked, posts: Picked[]): Promise<void> {
  const shown = posts.filter((p) => p.hiddenAt === null)
  const last = shown.at(-1) ?? posts.at(-1) ?? first
  await tx.db.topic.create({
    data: {
      id, boardId, title, authorId: first.authorId, officialAs: first.officialAs, createdAt: first.createdAt, lastNo: posts.length, lastPostAt: last.createdAt,
      lastAuthorId: last.authorId, lastOfficialAs: last.officialAs, hiddenNos: posts.flatMap((p, i) => (p.hiddenAt === null ? [] : [i + 1])),
    },
    select: { id: true },
  })
}

async function movePosts(tx: TxCtx, from: string, to: string, posts: Picked[]): Promise<void> {
  const ids = posts.map((p) => p.id)
  const nos = posts.map((p) => p.no)
  await tx.db.$executeRaw`update post set topic_id = ${to}::uuid, no = o.n from unnest(${ids}::uuid[]) with ordinality o (id, n) where post.id = o.id`
  await tx.db.$executeRaw`
    insert into post (id, topic_id, no, doc, html, text, created_at, hidden_at, moved_id)
    select gen_random_uuid(), ${from}::uuid, o.no, '{"type":"doc"}', '', '', p.created_at, ${tx.now()}, p.id from unnest(${ids}::uuid[], ${nos}::int[]) o (id, no) join post p on p.id = o.id`
  await tx.db.$executeRaw`insert into post_move (topic_id, no, post_id) select ${from}::uuid, o.no, o.id from unnest(${ids}::uuid[], ${nos}::int[]) o (id, no)`
  await tx.db.$executeRaw`
    update topic t set moved_nos = t.moved_nos || ${nos}::int[], hidden_nos = t.hidden_nos || array(select n from unnest(${nos}::int[]) n where n <> all(t.hidden_nos)),
      answer_id = case when t.answer_id = any(${ids}::uuid[]) then null else t.answer_id end,
      (last_author_id, last_official_as) = (select p.author_id, p.official_as from post p where p.topic_id = t.id and p.hidden_at is null order by p.no desc limit 1)
    where t.id = ${from}::uuid`
}

/** Places in both topics: in the new one everybody has read those of its posts that they had read; in the old one nobody is kept waiting before posts that only say they have gone. */
async function movePlaces(tx: TxCtx, from: string, to: string, nos: number[]): Promise<void> {
  await tx.db.$executeRaw`
    with wrote as (select author_id, count(*)::int as n from post where topic_id = ${to}::uuid and official_as is null and author_id is not null group by author_id), here as (
      update topic_read r set posts = greatest(0, r.posts - w.n) from wrote w where r.topic_id = ${from}::uuid and r.member_id = w.author_id
    ), places as (
      select r.member_id, (select count(*)::int from unnest(${nos}::int[]) n where n <= r.last_no) as place, coalesce(w.n, 0) as posts
      from topic_read r left join wrote w on w.author_id = r.member_id where r.topic_id = ${from}::uuid
    )
    insert into topic_read (member_id, topic_id, last_no, posts, at) select member_id, ${to}::uuid, place, posts, ${tx.now()} from places where place > 0 or posts > 0`
  const { movedNos } = await tx.db.topic.findUniqueOrThrow({ where: { id: from }, select: { movedNos: true } })
  const runs = runsOf(movedNos)
  await tx.db.$executeRaw`
    update topic_read r set last_no = run.last from unnest(${runs.map(([a]) => a)}::int[], ${runs.map(([, b]) => b)}::int[]) run (first, last)
    where r.topic_id = ${from}::uuid and r.last_no >= run.first - 1 and r.last_no < run.last`
}

/** 5, 6, 7, 9 → 5–7 and 9–9. */
function runsOf(nos: number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const no of nos.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === no - 1) run[1] = no
    else runs.push([no, no])
  }
  return runs
}
