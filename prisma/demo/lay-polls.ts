import type { Tx } from '../../app/core/db.server.ts'
import { makePoll } from '../factories/polls.ts'
import { demoId, memberId } from './ids.ts'

const DAY = 86_400_000
type DemoPoll = { topic: string; no: number; question: string; kind?: 'many'; choices: string[]; closesInDays?: number; isClosed?: true; votes: Record<string, number[]> }

const polls: DemoPoll[] = [
  {
    topic: 'drone', no: 1, question: '橋の点検で、いちばん時間がかかるのはどれですか', kind: 'many', choices: ['現場までの移動', '撮影や計測', '写真の整理', '報告書の作成'], closesInDays: 7,
    votes: { takasegawa: [3], member2: [3, 4], member14: [3], yoshihiro: [1], member6: [4], kuramori: [3, 4], shizugawara: [1, 2] },
  },
  {
    topic: 'four-days', no: 1, question: 'お勤め先に、週休3日の制度はありますか', choices: ['ある', '検討している', 'ない', 'わからない'], isClosed: true,
    votes: { yoshihiro: [1], kuramori: [2], shizugawara: [1], member6: [2], hamagishi: [3], natorizawa: [1], member3: [3], member9: [4], member12: [3] },
  },
]

/** Polls under posts that are there: one that is open, one that is closed. */
export async function layPolls(tx: Tx, now: Date): Promise<void> {
  for (const { topic, no, question, kind = 'one', choices, closesInDays, isClosed, votes } of polls) {
    const post = await tx.post.findUniqueOrThrow({ where: { topicId_no: { topicId: demoId(`topic:${topic}`), no } }, select: { id: true, authorId: true, createdAt: true } })
    await makePoll(tx, {
      id: demoId(`poll:${topic}:${no}`), subjectId: post.id, authorId: post.authorId, question, kind, choices, most: kind === 'many' ? choices.length : 1, createdAt: post.createdAt,
      ...(closesInDays !== undefined && { closesAt: new Date(now.getTime() + closesInDays * DAY) }), ...(isClosed && { closedAt: new Date(now.getTime() - DAY) }),
      votes: Object.entries(votes).map(([who, picks]) => ({ memberId: memberId(who), picks })),
    })
  }
}
