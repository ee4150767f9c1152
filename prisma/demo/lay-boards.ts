import type { Tx } from '../../app/core/db.server.ts'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { makeAnswer, makeBoard, makeBookmark, makeConfirmations, makePlace, makeReactions, makeTag, makeTopic, tagIdsOf } from '../factories/boards.ts'
import { boards, officialTags, reactions } from './boards.ts'
import { demoId, memberId } from './ids.ts'
import { mover } from './time.ts'

/** How far the first two logins have read, so that both open a topic at its first unread post. Everything else they have read. */
const readUpTo: Record<string, Record<string, number>> = {
  hamagishi: { 'childcare': 14, 'four-days': 3, 'drone': 2, 'empty-facility': 1 },
  natorizawa: { 'childcare': 18, 'four-days': 1, 'care': 3 },
}

/** Boards with their topics and posts. */
export async function layBoards(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  for (const name of officialTags) await makeTag(tx, { name, isOfficial: true, createdAt: now })
  for (const [position, b] of boards.entries()) {
    const board = await makeBoard(tx, { id: demoId(`board:${b.slug}`), slug: b.slug, name: b.name, description: b.description, position })
    for (const t of b.topics) {
      const topicId = demoId(`topic:${t.key}`)
      const posts = t.posts.map(([who, at, text, quote], i) => ({
        authorId: who === null ? null : memberId(who), at: notAfter(move(at), now, t.posts.length - i), text, ...(quote && { quote }),
        ...(t.officialAs !== undefined && i === 0 && { officialAs: t.officialAs }),
      }))
      await makeTopic(tx, { id: topicId, boardId: board.id, title: t.title, asks: t.asks ?? false, tagIds: await tagIdsOf(tx, t.tags ?? []), posts, ...(t.isPinned && { pinnedAt: posts[0]?.at ?? now }) })
      for (const [reader, places] of Object.entries(readUpTo)) {
        await makePlace(tx, { memberId: memberId(reader), topicId, lastNo: places[t.key] ?? t.posts.length, at: now })
      }
    }
  }
  await layFacts(tx, now)
  await makeBookmark(tx, { memberId: memberId('hamagishi'), topicId: demoId('topic:childcare'), no: 7, note: '次の面談で話してみる', createdAt: now })
  await makeBookmark(tx, { memberId: memberId('hamagishi'), topicId: demoId('topic:drone'), note: '広報で紹介できないか', remindAt: new Date(now.getTime() + 3 * 86_400_000), createdAt: new Date(now.getTime() - 3_600_000) })
  for (const [topic, no, by] of reactions) {
    await makeReactions(tx, demoId(`topic:${topic}`), no, Object.fromEntries(Object.entries(by).map(([kind, who]) => [kind, who.map(memberId)])), now)
  }
}

/** A question with its answer, a notice that some have confirmed, a topic that a department sees to, one that appears next week. */
async function layFacts(tx: Tx, now: Date): Promise<void> {
  const day = 86_400_000
  const id = (key: string) => demoId(`topic:${key}`)
  await makeAnswer(tx, id('care'), 2)
  await makeConfirmations(tx, id('empty-facility'), ['kuramori', 'yoshihiro', 'togarino'].map(memberId), now)
  await tx.topic.update({ where: { id: id('water') }, data: { assigneeId: memberId('oshikahara'), assignedDue: new Date(now.getTime() + 5 * day) }, select: { id: true } })
  const { doc, html, text } = readText({ text: '来月の交流会の写真を、ここに集めます。ご自分が写っている写真だけを載せてください。' })
  await tx.scheduledTopic.create({ data: { id: id('photos'), boardId: demoId('board:hello'), authorId: memberId('sanumahara'), title: '交流会の写真を集めます', doc, html, text, createdAt: now, dueAt: new Date(now.getTime() + 7 * day) }, select: { id: true } })
}

/** The last posts of the morning lie just before now when the demo is laid out earlier in the day. */
const notAfter = (at: Date, now: Date, fromEnd: number): Date => (at > now ? new Date(now.getTime() - fromEnd * 7 * 60_000) : at)
