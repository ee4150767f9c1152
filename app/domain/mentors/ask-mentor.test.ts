import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeMentor, makeMentorRequest } from '../../../prisma/factories/mentors.ts'
import { concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { accessMentor, accessRequest, answerRequest, askMentor, listMentors, withdrawRequest } from './index.server.ts'

const ask = (text = '資格の勉強について教えてください。') => ({ commandId: randomUUID(), text })

async function aMentor(over: Partial<Parameters<typeof makeMentor>[1]> = {}) {
  const db = testDb()
  const member = await makeMember(db)
  return { member, mentor: await makeMentor(db, { memberId: member.id, ...over }) }
}

test('ten ask at once, two places: two are taken, eight are told it is full', async () => {
  const db = testDb()
  const { member } = await aMentor({ openLimit: 2 })
  const askers = await Promise.all(Array.from({ length: 10 }, () => makeMember(db)))
  const { done, failed } = await concurrently(10, (i) => askMentor(testCtx(askers[i]), member.handle, ask()))
  expect(done).toHaveLength(2)
  expect(failed.map((e) => (e as { textKey?: string }).textKey)).toEqual(Array(8).fill('mentors.why_full'))
  expect(await db.mentor.findUniqueOrThrow({ where: { memberId: member.id }, select: { openCount: true } })).toEqual({ openCount: 2 })
})

test('the database holds the limit and the one open request by itself', async () => {
  const db = testDb()
  const { member } = await aMentor({ openLimit: 1 })
  const [one, two] = [await makeMember(db), await makeMember(db)]
  await makeMentorRequest(db, { mentorId: member.id, requesterId: one.id })
  await expect(makeMentorRequest(db, { mentorId: member.id, requesterId: two.id })).rejects.toThrow(/mentor_open_within_limit/)
  await db.mentor.update({ where: { memberId: member.id }, data: { openLimit: 5 } })
  await expect(makeMentorRequest(db, { mentorId: member.id, requesterId: one.id })).rejects.toThrow()
})

test('a repeated command and a second open request change nothing', async () => {
  const db = testDb()
  const { member } = await aMentor()
  const ctx = testCtx(await makeMember(db))
  const input = ask()
  const first = await askMentor(ctx, member.handle, input)
  expect(await askMentor(ctx, member.handle, input)).toEqual(first)
  await expect(askMentor(ctx, member.handle, ask())).rejects.toMatchObject({ code: 'conflict', textKey: 'mentors.why_already' })
  expect((await jobs('mentor.asked')).filter((j) => (j.payload as { requestId: string }).requestId === first.requestId)).toHaveLength(1)
})

test('a paused mentor, and oneself, cannot be asked', async () => {
  const { member } = await aMentor({ acceptance: 'paused' })
  const db = testDb()
  await expect(askMentor(testCtx(await makeMember(db)), member.handle, ask())).rejects.toMatchObject({ textKey: 'mentors.why_paused' })
  const own = await aMentor()
  await expect(askMentor(testCtx(own.member), own.member.handle, ask())).rejects.toMatchObject({ code: 'forbidden' })
})

test('a request is read by its two people and nobody else, the office included', async () => {
  const db = testDb()
  const { member } = await aMentor()
  const requester = await makeMember(db)
  const { requestId } = await askMentor(testCtx(requester), member.handle, ask('ほかの人には見せたくない相談です。'))
  expect((await accessRequest(testCtx(requester), requestId)).text).toContain('相談')
  expect((await accessRequest(testCtx(member), requestId)).can).toEqual({ answer: true, close: false, withdraw: false })
  for (const other of [await makeMember(db), await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'moderator' }), await makeMember(db, { role: 'operator' })]) {
    await expect(accessRequest(testCtx(other), requestId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(answerRequest(testCtx(other), { commandId: randomUUID(), requestId, decision: 'accepted', answer: '' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(withdrawRequest(testCtx(other), { commandId: randomUUID(), requestId })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('declining and withdrawing free the place; two answers at once leave one', async () => {
  const db = testDb()
  const { member } = await aMentor({ openLimit: 1 })
  const [one, two] = [await makeMember(db), await makeMember(db)]
  const first = await askMentor(testCtx(one), member.handle, ask())
  const answers = await concurrently(2, (i) => answerRequest(testCtx(member), { commandId: randomUUID(), requestId: first.requestId, decision: i === 0 ? 'accepted' : 'declined', answer: '' }))
  expect(answers.done).toHaveLength(1)
  if (answers.done[0]?.status === 'accepted') await withdrawRequest(testCtx(one), { commandId: randomUUID(), requestId: first.requestId })
  await askMentor(testCtx(two), member.handle, ask())
})

test('the list folds what is looked for, and hides what a member keeps for the office', async () => {
  const db = testDb()
  const member = await makeMember(db, { familyName: '髙瀬川', givenName: '直人', displayName: '髙瀬川 直人', kana: 'たかせがわ なおと' })
  await db.profile.create({ data: { memberId: member.id, jobType: '総合土木', headline: '建設コンサル', department: 'まちの道づくり課', visibility: { department: 'staff', headline: 'staff' } } })
  await makeMentor(db, { memberId: member.id, fields: ['土木'], topics: ['技術士'] })
  const ctx = testCtx(await makeMember(db))
  const found = await listMentors(ctx, { q: '高瀬' })
  expect(found.map((m) => m.card.name)).toEqual(['髙瀬川 直人'])
  expect(await listMentors(ctx, { q: 'タカセガワ', field: '土木' })).toHaveLength(1)
  const seen = JSON.stringify([found, await accessMentor(ctx, member.handle)])
  expect(seen).not.toContain('まちの道づくり課')
  expect(seen).not.toContain('建設コンサル')
  await expect(listMentors(testCtx(), {})).rejects.toMatchObject({ code: 'forbidden' })
})
