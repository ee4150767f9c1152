import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { checkDoc } from '../../core/richtext/check-doc.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { readText } from '../../core/richtext/read-text.server.ts'
import { type HousePost, housePost, rewriteHousePost } from '../boards/index.server.ts'
import { accessHostedEvent } from '../events/index.server.ts'
import { listMaterials } from '../files/index.server.ts'
import { roomRecord } from '../live/index.server.ts'
import type { SummaryInput } from './schema.ts'
import { writeSummary } from './write-summary.server.ts'

export type LeftOver = { id: string; text: string; votes: number; topicId: string | null }
export type SummaryPage = {
  event: { id: string; title: string }
  /** The record's first post as it stands; null: it takes no texts any more. */
  post: HousePost | null
  /** ISO; null: nobody has published one yet. */
  publishedAt: string | null
  /** What the editor begins with. `isPrepared`: it was gathered from the room and not written by anybody. */
  begins: { doc: DocNode; text: string; isPrepared: boolean }
  leftOver: LeftOver[]
  /** How many there are beside those. */
  moreLeft: number
}
/** How the editor begins: what is published, or what the room gives, without or with the names of those who asked. */
export type Beginning = 'published' | 'fresh' | 'names'

const MOST_SHOWN = 50

/** What is kept of the event's room, for who runs it. Throws `not_found` to everybody else, and as long as nothing is kept. */
async function accessKept(ctx: Ctx, eventId: string) {
  const event = await accessHostedEvent(ctx, eventId)
  const kept = await ctx.db.roomArchive.findUnique({ where: { eventId: event.id }, select: { topicId: true, summaryAt: true } })
  if (!kept) throw notFound()
  return { event, ...kept }
}

/** まとめ: the record's first post in its editor, and the questions that still wait for an answer. */
export async function readSummary(ctx: Ctx, eventId: string, beginning: Beginning = 'published'): Promise<SummaryPage> {
  const { event, topicId, summaryAt } = await accessKept(ctx, eventId)
  const [record, post, topics, files, facts] = await Promise.all([
    roomRecord(ctx, event.id), housePost(ctx, topicId), ctx.db.questionTopic.findMany({ where: { question: { eventId: event.id } }, select: { questionId: true, topicId: true }, take: 2_000 }),
    listMaterials(ctx, event.id), ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { materialsForGoing: true } }),
  ])
  if (record === null) throw notFound()
  const topicOf = new Map(topics.map((k) => [k.questionId, k.topicId]))
  const left = record.questions.filter(({ status }) => status === 'approved' || status === 'deferred').sort((a, b) => b.votes - a.votes)
  // A record that somebody has edited by hand is theirs, also before it was published from here.
  const isPrepared = beginning !== 'published' || (summaryAt === null && (post?.version ?? 1) === 1)
  const prepared = isPrepared ? writeSummary(ctx, record, { topics: topicOf, files: facts.materialsForGoing ? null : files, withNames: beginning === 'names' }) : null
  return {
    event: { id: event.id, title: event.title }, post, publishedAt: summaryAt?.toISOString() ?? null,
    begins: prepared === null ? { doc: post?.doc ?? { type: 'doc' }, text: post?.text ?? '', isPrepared } : { doc: prepared.doc, text: plainText(prepared.doc), isPrepared },
    leftOver: left.slice(0, MOST_SHOWN).map(({ id, text, votes }) => ({ id, text, votes, topicId: topicOf.get(id) ?? null })), moreLeft: Math.max(0, left.length - MOST_SHOWN),
  }
}

/**
 * Publishes the summary: the record's first post says it from now on, and what it said before is kept. A text that came as it was prepared
 * keeps its form, also without the editor. Throws `conflict` (somebody published since `version`, or the topic takes no texts), `invalid` (field `text`).
 */
export async function publishSummary(ctx: Ctx, eventId: string, { commandId, version, prepared, ...typed }: SummaryInput): Promise<{ topicId: string; version: number }> {
  const isAsPrepared = (typed.doc ?? '') === '' && prepared !== '' && plainText(checkDoc(prepared)) === typed.text?.replace(/\r\n?/g, '\n').trim()
  const input = isAsPrepared ? { doc: prepared } : typed
  const written = readText(input)
  const { event, topicId } = await accessKept(ctx, eventId)
  return once(ctx, 'archive:summary', commandId, async (tx) => {
    const done = { topicId, ...(await rewriteHousePost(tx, topicId, { ...input, version }, written)) }
    await tx.db.roomArchive.update({ where: { eventId: event.id }, data: { summaryAt: tx.now() }, select: { eventId: true } })
    tx.audit({ action: 'event.summary_published', subject: 'event', subjectId: event.id, detail: { version: done.version } })
    return done
  })
}
