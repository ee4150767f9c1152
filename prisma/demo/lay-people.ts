import type { Tx } from '../../app/core/db.server.ts'
import type { Prisma } from '../generated/client.ts'
import { formerName, makeApplicant, makeMember } from '../factories/accounts.ts'
import { memberId } from './ids.ts'
import { alumni, applicants, others, staff } from './people.ts'
import { inJapan, monthsAgo, mover } from './time.ts'

const date = (iso: string) => new Date(`${iso}T00:00:00Z`)

/** Alumni with their profiles, the office, and those who wait for verification. */
export async function layPeople(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  const profiles: Prisma.ProfileCreateManyInput[] = []
  const opened = inJapan('2025-09-24T09:00')
  for (const [i, p] of [...alumni, ...others].entries()) {
    const createdAt = new Date(Math.min(opened.getTime() + i * 26 * 3_600_000, now.getTime() - 7 * 86_400_000))
    const member = await makeMember(tx, {
      id: memberId(p.key), email: p.email, handle: p.key, familyName: p.family, givenName: p.given, familyKana: p.familyKana, givenKana: p.givenKana,
      createdAt, approvedAt: createdAt, readBefore: createdAt, timeZone: p.timeZone ?? 'Asia/Tokyo',
    })
    const leftOn = typeof p.left === 'string' ? date(p.left) : monthsAgo(now, p.left.monthsAgo)
    profiles.push({ memberId: member.id, jobType: p.job, department: p.department, joinedOn: date(p.joined), leftOn, headline: p.headline, bio: p.bio ?? '', ...(p.former && formerName(p.former)) })
  }
  for (const p of staff) {
    const member = await makeMember(tx, {
      id: memberId(p.key), email: p.email, handle: p.key, role: p.role, familyName: p.family, givenName: p.given, familyKana: p.familyKana, givenKana: p.givenKana,
      createdAt: opened, approvedAt: opened, readBefore: opened,
    })
    profiles.push({ memberId: member.id, headline: p.headline, department: p.department })
  }
  await tx.profile.createMany({ data: profiles })
  for (const p of applicants) {
    const at = move(p.appliedAt)
    await makeApplicant(tx, {
      member: { id: memberId(p.key), email: p.email, handle: p.key, familyName: p.family, givenName: p.given, familyKana: p.familyKana, givenKana: p.givenKana, createdAt: at, readBefore: at },
      application: { status: p.status, declaredLeftOn: date(p.leftOn), department: p.department, jobType: p.job, note: p.note, createdAt: at, decidedAt: p.status === 'declined' ? new Date(at.getTime() + 86_400_000) : null },
    })
  }
}
