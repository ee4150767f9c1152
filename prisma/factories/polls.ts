import type { Db, Tx } from '../../app/core/db.server.ts'
import type { Poll, Prisma } from '../generated/client.ts'
import { newId } from '../../app/core/ids.ts'
import { DEMO_NOW } from './accounts.ts'

type MadePoll = Partial<Omit<Prisma.PollUncheckedCreateInput, 'choices' | 'votes'>> & { subject?: 'post' | 'event'; subjectId: string; choices?: string[]; votes?: { memberId: string; picks: number[]; text?: string; words?: string[] }[] }

/** A poll with its votes, counted as votes are. Open (`openedAt: null`: a draft), of one choice among three, unless `over` says so. */
export async function makePoll(db: Db | Tx, { votes = [], closedAt, openedAt, ...over }: MadePoll): Promise<Poll> {
  const choices = over.choices ?? ['平日の夜', '土曜日', '日曜日']
  const from = over.createdAt ?? DEMO_NOW
  const { id, createdAt } = await db.poll.create({ data: { subject: 'post', question: 'いつがよいですか', kind: 'one', most: 1, shows: 'always', createdAt: from, openedAt: openedAt === undefined ? from : openedAt, counts: choices.map(() => 0), ...over, choices } })
  await db.pollVote.createMany({ data: votes.map((v) => ({ pollId: id, at: createdAt, ...(over.kind === 'text' && { answerId: newId() }), ...v })) })
  if (over.subject !== 'event') await db.post.updateMany({ where: { id: over.subjectId }, data: { hasPoll: true } })
  return db.poll.update({ where: { id }, data: { closedAt: closedAt ?? null, isDirty: false } })
}
