import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'

export type OwnApplication = { status: 'waiting' | 'question' | 'declined' | 'approved'; appliedAt: string; declaredLeftOn: string; department: string; jobType: string }

/** The actor's own declaration of former employment and how far it is; what HR noted about it stays with HR. Null when there is none. */
export async function readOwnApplication(ctx: Ctx): Promise<OwnApplication | null> {
  if (ctx.actor.kind !== 'account') throw notFound()
  const row = await ctx.db.application.findUnique({
    where: { memberId: ctx.actor.id },
    select: { status: true, createdAt: true, declaredLeftOn: true, department: true, jobType: true },
  })
  if (row === null) return null
  const status = row.status === 'question' || row.status === 'declined' || row.status === 'approved' ? row.status : 'waiting'
  return { status, appliedAt: row.createdAt.toISOString(), declaredLeftOn: row.declaredLeftOn.toISOString().slice(0, 10), department: row.department, jobType: row.jobType }
}
