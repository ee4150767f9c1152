import type { Tx } from '../../app/core/db.server.ts'
import { makeMentor, makeMentorRequest } from '../factories/mentors.ts'
import { demoId, memberId } from './ids.ts'
import { mentors, requests } from './mentors.ts'
import { inJapan, mover } from './time.ts'

/** Mentors, and two requests on their way. */
export async function layMentors(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  for (const { who, limit, ...m } of mentors) await makeMentor(tx, { memberId: memberId(who), openLimit: limit, approvedAt: inJapan('2025-10-01T09:00'), ...m })
  for (const r of requests) {
    const at = move(r.at)
    await makeMentorRequest(tx, {
      id: demoId(`request:${r.mentor}:${r.from}`), mentorId: memberId(r.mentor), requesterId: memberId(r.from), text: r.text, status: r.status, answer: r.answer,
      createdAt: at > now ? now : at, answeredAt: r.answer === null ? null : new Date(at.getTime() + 8 * 3_600_000),
    })
  }
}
