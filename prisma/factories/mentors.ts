import type { Db, Tx } from '../../app/core/db.server.ts'
import type { Mentor, MentorRequest, Prisma } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

/** Somebody who offers their time: open, with two places, unless `over` says otherwise. */
export const makeMentor = (db: Db | Tx, over: Partial<Prisma.MentorUncheckedCreateInput> & { memberId: string }): Promise<Mentor> =>
  db.mentor.create({ data: { acceptance: 'open', message: '話しに来てください。', fields: ['転職'], topics: ['転職'], method: 'オンラインで30分', openLimit: 2, approvedAt: DEMO_NOW, ...over } })

/** A request as it was sent. The mentor's count of open requests follows by the database's trigger. */
export const makeMentorRequest = (db: Db | Tx, over: Partial<Prisma.MentorRequestUncheckedCreateInput> & { mentorId: string; requesterId: string }): Promise<MentorRequest> =>
  db.mentorRequest.create({ data: { text: '相談させてください。', status: 'sent', createdAt: DEMO_NOW, ...over } })
