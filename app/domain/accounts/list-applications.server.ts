import { isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'

export type WaitingApplicant = { id: string; name: string; kana: string; department: string; jobType: string; leftOn: string; status: 'waiting' | 'question'; appliedAt: string }

const undecided = { status: { in: ['waiting', 'question'] } }

/** Who waits for verification, the oldest first, at most `take`; and how many there are. For 事務局 only. */
export async function waitingApplicants(ctx: Ctx, take: number): Promise<{ count: number; oldest: string | null; first: WaitingApplicant[] }> {
  if (!isStaff(ctx.actor)) throw notFound()
  const [count, rows] = await Promise.all([
    ctx.db.application.count({ where: undecided }),
    ctx.db.application.findMany({
      where: undecided, orderBy: [{ createdAt: 'asc' }, { memberId: 'asc' }], take,
      select: { status: true, department: true, jobType: true, declaredLeftOn: true, createdAt: true, member: { select: { id: true, displayName: true, kana: true } } },
    }),
  ])
  const first = rows.map((r): WaitingApplicant => ({
    id: r.member.id, name: r.member.displayName, kana: r.member.kana, department: r.department, jobType: r.jobType, leftOn: r.declaredLeftOn.toISOString(),
    status: r.status === 'question' ? 'question' : 'waiting', appliedAt: r.createdAt.toISOString(),
  }))
  return { count, oldest: first[0]?.appliedAt ?? null, first }
}
