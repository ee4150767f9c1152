import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { readText } from '../../core/richtext/read-text.server.ts'
import { attachImages } from './attach-images.server.ts'
import { makePoll, readPoll } from '../polls/index.server.ts'
import { accessBoard, reader } from './access.server.ts'
import { checkQuotes } from './check-quotes.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { canModerate, canStartTopic } from './policy.ts'
import { mentionedNames } from './reply-to-topic.server.ts'
import { layAside } from './schedule-topic.server.ts'
import type { startTopicInput } from './schema.ts'
import { countTags, keepTags } from './tags.server.ts'

type Input = z.output<typeof startTopicInput>
type Optional = 'tags' | 'asks' | 'isOfficial' | 'appearsAt'
export type NewTopicInput = Omit<Input, Optional> & Partial<Pick<Input, Optional>>

/** Under which name the organisation's own word stands. */
async function officeName(ctx: Ctx): Promise<string> {
  if (!canModerate(ctx.actor)) throw forbidden()
  const { office, name } = await readOrganisation(ctx.db)
  return office || name
}

/**
 * Starts a topic with its first post, now or at a later time, and answers with its id; the same command again gets the same topic.
 * Throws `not_found` (no such board), `conflict` (archived board), `invalid` (fields `title`, `text`), `too_many` (more than 10 an hour).
 */
export async function startTopic(ctx: Ctx, input: NewTopicInput): Promise<{ topicId: string; appearsAt: string | null }> {
  const { id: memberId } = reader(ctx)
  const written = readText(input)
  const spec = readPoll(input, ctx.now())
  const board = await accessBoard(ctx, input.board)
  if (!canStartTopic(ctx.actor, board)) throw conflict('boards.archived')
  return once(ctx, 'topic:start', input.commandId, async (tx) => {
    await tx.limit('topic.start', memberId, { points: 10, seconds: 3_600 })
    const text = await checkQuotes(tx, written)
    await mentionedNames(tx, text)
    const officialAs = input.isOfficial === true ? await officeName(tx) : null
    const at = tx.now()
    const tagIds = await keepTags(tx, input.tags ?? [])
    const asks = input.asks ?? false
    if (input.appearsAt) {
      const id = await layAside(tx, memberId, { boardId: board.id, title: input.title, asks, tagIds, officialAs, text, poll: spec, appearsAt: input.appearsAt })
      return { topicId: id, appearsAt: input.appearsAt.toISOString() }
    }
    const topicId = newId()
    const postId = newId()
    await attachImages(tx, postId, text.images)
    if (spec !== null) await makePoll(tx, { subject: 'post', subjectId: postId, authorId: memberId }, spec)
    await countTags(tx, { added: tagIds, removed: [] })
    await tx.db.board.update({ where: { id: board.id }, data: { topicCount: { increment: 1 } }, select: { id: true } })
    await tx.db.topic.create({ data: { id: topicId, boardId: board.id, title: input.title, asks, tagIds, authorId: memberId, officialAs, lastOfficialAs: officialAs, createdAt: at, lastNo: 1, lastPostAt: at, lastAuthorId: memberId, tellFrom: 1 }, select: { id: true } })
    await tx.db.post.create({ data: { id: postId, topicId, no: 1, authorId: memberId, officialAs, doc: text.doc, html: text.html, text: text.text, quotes: text.quotes, hasPoll: spec !== null, createdAt: at }, select: { id: true } })
    await tx.db.topicRead.create({ data: { memberId, topicId, lastNo: 1, posts: officialAs === null ? 1 : 0, postedAt: at, at }, select: { topicId: true } })
    tx.hint({ kind: 'topic.bumped', boardId: board.id, topicId, no: 1, authorId: memberId })
    return { topicId, appearsAt: null }
  })
}
