import { expect, test } from 'vitest'
import { makeMember } from '../prisma/factories/accounts.ts'
import { makeEvent } from '../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../prisma/factories/live.ts'
import type { Member } from '../prisma/generated/client.ts'
import { jobs, testCtx, testDb } from '../prisma/testing/index.ts'
import { runWorkers } from '../prisma/testing/workers.ts'
import { randomId } from '../app/core/ids.ts'
import { approveQuestion, dismissQuestion, markAnswered, reopenQuestion, startAnswering } from '../app/domain/live/index.server.ts'

const db = testDb()
const inbox = (who: Member) => db.notification.findMany({ where: { memberId: who.id }, select: { kind: true, params: true, href: true }, orderBy: { createdAt: 'asc' } })

test('askers are told once of what became of their questions: answered, or not taken up and why, in their language', async () => {
  const host = await makeMember(db)
  const [haruka, lan, gone] = [await makeMember(db), await makeMember(db, { lng: 'en' }), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, title: '外から見た県庁' })
  await makeRoom(db, { eventId: event.id })
  const ask = (authorId: string | null) => makeQuestion(db, { eventId: event.id, authorId })
  const [answered, dismissed, left, nobodys, back] = [await ask(haruka.id), await ask(lan.id), await ask(gone.id), await ask(null), await ask(haruka.id)]
  const ctx = testCtx(host)
  const to = (questionId: string) => ({ questionId, commandId: randomId() })
  for (const q of [answered, left, nobodys, back]) {
    await startAnswering(ctx, to(q.id))
    await markAnswered(ctx, to(q.id))
  }
  await dismissQuestion(ctx, { ...to(dismissed.id), reason: 'duplicate' })
  await reopenQuestion(ctx, to(back.id))
  await db.member.update({ where: { id: gone.id }, data: { status: 'left' } })
  await runWorkers({})
  await expect.poll(() => jobs('question.tell')).toEqual([])
  const href = `/events/${event.id}/live`
  expect(await inbox(haruka)).toEqual([{ kind: 'question_answered', params: { title: '外から見た県庁' }, href }])
  expect(await inbox(lan)).toMatchObject([{ kind: 'question_dismissed', params: { title: '外から見た県庁', reason: expect.not.stringMatching(/[ぁ-ん]/) }, href }])
  expect([await inbox(gone), await db.notification.count({ where: { kind: { startsWith: 'question' } } })]).toEqual([[], 2])

  // Answered again after it was taken back, and approved after it was dismissed: each is said once.
  await startAnswering(ctx, to(answered.id)).catch(() => undefined)
  await approveQuestion(ctx, to(dismissed.id))
  await startAnswering(ctx, to(back.id))
  await markAnswered(ctx, to(back.id))
  await expect.poll(async () => (await inbox(haruka)).length).toBe(2)
  await expect.poll(() => jobs('question.tell')).toEqual([])
})
