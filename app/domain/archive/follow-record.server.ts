import type { Ctx } from '../../core/ctx.ts'
import { keepHousePost } from '../boards/index.server.ts'
import { roomRecord } from '../live/index.server.ts'
import { isAnswered } from '../live/policy.ts'
import { writeLater } from './write-record.server.ts'

/** The record says in a post of its own how the questions that were left over were answered since. Done twice, or two at once, it is one post. */
export async function followRecord(ctx: Ctx, eventId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    await tx.db.$queryRaw`select 1 as locked from room_archive where event_id = ${eventId}::uuid for no key update`
    const archive = await tx.db.roomArchive.findUnique({ where: { eventId }, select: { topicId: true, laterPostId: true, laterVersion: true } })
    const record = archive && (await roomRecord(tx, eventId))
    if (!archive || !record) return
    const topics = await tx.db.questionTopic.findMany({ where: { question: { eventId } }, select: { questionId: true, topicId: true } })
    const topicOf = new Map(topics.map(({ questionId, topicId }) => [questionId, topicId]))
    const answered = record.questions.filter(({ id, status }) => topicOf.has(id) && isAnswered(status))
    const kept = archive.laterPostId === null ? null : { id: archive.laterPostId, version: archive.laterVersion }
    if (kept === null && answered.length === 0) return
    const post = await keepHousePost(tx, archive.topicId, kept, writeLater(tx, record, answered, topicOf))
    if (post !== null) await tx.db.roomArchive.update({ where: { eventId }, data: { laterPostId: post.id, laterVersion: post.version }, select: { eventId: true } })
  })
}
