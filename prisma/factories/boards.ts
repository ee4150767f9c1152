import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import { quoteOf } from '../../app/core/richtext/quotes.ts'
import { readText, richTextOf } from '../../app/core/richtext/read-text.server.ts'
import type { ReactionKind } from '../../app/domain/boards/views.ts'
import { foldForSearch } from '../../app/core/search/fold.ts'
import type { Board, Prisma, Topic } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

let made = 0

/** A board that is open. */
export async function makeBoard(db: Db | Tx, over: Partial<Prisma.BoardUncheckedCreateInput> = {}): Promise<Board> {
  const n = made++
  return db.board.create({ data: { slug: `board-${n}-${newId().slice(-6)}`, name: `部屋${n}`, description: '話すところです。', position: n, ...over } })
}

/** A tag; a topic that carries it counts it. */
export const makeTag = (db: Db | Tx, tag: { name: string; isOfficial?: boolean; createdAt?: Date }) => db.tag.create({ data: { key: foldForSearch(tag.name), createdAt: DEMO_NOW, ...tag } })

/** The ids of tags by name, for a topic about to be made with them; those that are missing are made. */
export async function tagIdsOf(db: Db | Tx, names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await db.tag.findUnique({ where: { key: foldForSearch(name) } }) ?? await makeTag(db, { name })).id)
  await db.tag.updateMany({ where: { id: { in: ids } }, data: { topicCount: { increment: 1 } } })
  return ids
}

export type MadePost = {
  /** Null: anonymous. */
  authorId: string | null
  text?: string
  /** The editor's JSON text, instead of `text`. */
  doc?: string
  /** Words of an earlier post of the topic, above the text. */
  quote?: { no: number; said: string }
  at?: Date
  officialAs?: string
  isHidden?: boolean
}

type MadeTopic = Partial<Prisma.TopicUncheckedCreateInput> & { boardId: string; posts: MadePost[] }

/**
 * A topic with its posts, as if they had been written one after another: numbers, counters, authors and the places of those who
 * wrote follow from `posts`. Times are a minute apart, the last one at DEMO_NOW, unless they are given.
 */
export async function makeTopic(db: Db | Tx, { posts, ...over }: MadeTopic): Promise<Topic> {
  const timed = posts.map((p, i) => ({ ...p, no: i + 1, at: p.at ?? new Date(DEMO_NOW.getTime() - (posts.length - 1 - i) * 60_000) }))
  const [first, last] = [timed.at(0), timed.at(-1)]
  if (!first || !last) throw new Error('a topic begins with a post')
  const topic = await db.topic.create({
    data: {
      title: '話題', authorId: first.authorId, officialAs: first.officialAs ?? null, createdAt: first.at, lastNo: timed.length, lastPostAt: last.at,
      lastAuthorId: last.authorId, lastOfficialAs: last.officialAs ?? null, hiddenNos: timed.filter((p) => p.isHidden).map((p) => p.no), ...over,
    },
  })
  const ids = timed.map(() => newId())
  await db.post.createMany({
    data: timed.map((p) => {
      const own = readText(p.doc === undefined ? { text: p.text ?? `${p.no}番目の投稿です。` } : { doc: p.doc })
      const source = p.quote === undefined ? undefined : ids[p.quote.no - 1]
      const { doc, html, text } = p.quote === undefined || source === undefined ? own : richTextOf({ type: 'doc', content: [quoteOf({ post: source }, p.quote.said.split('\n\n')), ...(own.doc.content ?? [])] })
      return { id: ids[p.no - 1] ?? newId(), quotes: source === undefined ? [] : [source], topicId: topic.id, no: p.no, authorId: p.authorId, officialAs: p.officialAs ?? null, doc, html, text, createdAt: p.at, hiddenAt: p.isHidden ? p.at : null }
    }),
  })
  const wrote = new Map<string, { posts: number; lastNo: number; at: Date; postedAt: Date }>()
  for (const p of timed) if (p.authorId !== null) wrote.set(p.authorId, { posts: (wrote.get(p.authorId)?.posts ?? 0) + 1, lastNo: p.no, at: p.at, postedAt: p.at })
  await db.topicRead.createMany({ data: [...wrote].map(([memberId, w]) => ({ memberId, topicId: topic.id, ...w })) })
  await db.board.update({ where: { id: over.boardId }, data: { topicCount: { increment: 1 } } })
  return topic
}

/** How far a member has read a topic. */
export const makePlace = (db: Db | Tx, place: { memberId: string; topicId: string; lastNo: number; at?: Date }) =>
  db.topicRead.upsert({
    where: { memberId_topicId: { memberId: place.memberId, topicId: place.topicId } },
    create: { at: DEMO_NOW, ...place },
    update: { lastNo: place.lastNo },
  })

/** Reactions to a post of a topic, by these members; the counts follow. */
export async function makeReactions(db: Db | Tx, topicId: string, no: number, by: Partial<Record<ReactionKind, string[]>>, at: Date = DEMO_NOW): Promise<void> {
  const { id: postId } = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no } }, select: { id: true } })
  await db.reaction.createMany({ data: Object.entries(by).flatMap(([kind, members]) => members.map((memberId) => ({ postId, memberId, kind, at }))) })
  await db.post.update({ where: { id: postId }, data: { reactions: Object.fromEntries(Object.entries(by).map(([kind, members]) => [kind, members.length])) }, select: { id: true } })
  const count = Object.values(by).reduce((sum, members) => sum + members.length, 0)
  await db.$executeRaw`update topic set heat = topic_warmed(heat, ${at}, ${count} * reaction_weight(${at}, ${at})) where id = ${topicId}::uuid`
}

/** Marks a post as the answer of its topic. */
export async function makeAnswer(db: Db | Tx, topicId: string, no: number): Promise<void> {
  const { id } = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no } }, select: { id: true } })
  await db.topic.update({ where: { id: topicId }, data: { answerId: id }, select: { id: true } })
}

/** Asks the readers of a topic to confirm that they have read it; these have. */
export async function makeConfirmations(db: Db | Tx, topicId: string, memberIds: string[], at: Date): Promise<void> {
  await db.topicConfirmation.createMany({ data: memberIds.map((memberId) => ({ topicId, memberId, at })) })
  await db.topic.update({ where: { id: topicId }, data: { confirmFrom: at, confirmed: memberIds.length }, select: { id: true } })
}

/** A bookmark of a post of a topic, or of the topic itself. */
export async function makeBookmark(db: Db | Tx, { topicId, no, ...over }: { memberId: string; topicId: string; no?: number; note?: string; remindAt?: Date; byMail?: boolean; removeAfter?: boolean; createdAt?: Date }) {
  const post = no === undefined ? null : await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no } }, select: { id: true } })
  return db.bookmark.create({ data: { createdAt: DEMO_NOW, ...over, topicId: post === null ? topicId : null, postId: post?.id ?? null } })
}
