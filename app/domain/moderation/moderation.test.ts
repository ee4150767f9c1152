import { expect, test } from 'vitest'
import { audits, clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { follow } from '../../../server/tests/live/follower.ts'
import { randomId } from '../../core/ids.ts'
import * as live from '../live/index.server.ts'
import { countOpenReports, dismissReport, dismissReportedQuestion, hideReportedPost, listOpenReports, reportPost, reportQuestion } from './index.server.ts'

async function topicWith(text: string) {
  const db = testDb()
  const [author, reporter, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: author.id, text }] })
  const report = (reason: 'personal' | 'sales', note = '', by = reporter) => reportPost(testCtx(by), { commandId: randomId(), topicId: topic.id, no: 1, reason, note })
  return { db, author, reporter, staff, topic, report }
}

test('a report reaches the desk once a member, with what it is about', async () => {
  const { db, reporter, staff, topic, report } = await topicWith('電話番号は…')
  expect(await report('sales')).toEqual({ isNew: true })
  expect(await report('personal', '番号が書かれています')).toEqual({ isNew: false })
  clock.advance(1_000)
  await report('personal', '', await makeMember(db))
  const { items } = await listOpenReports(testCtx(staff), null)
  expect(items).toMatchObject([
    { subject: 'post', href: `/topics/${topic.id}?from=1#post-1`, excerpt: '電話番号は…', reason: 'personal', note: '番号が書かれています', reporter: reporter.displayName },
    { reason: 'personal' },
  ])
  expect(items).toHaveLength(2)
  expect(await countOpenReports(testCtx(staff))).toEqual({ count: 2, oldest: items[0]?.createdAt })
  for (const nobody of [testCtx(reporter), testCtx(), testCtx(await makeMember(db, { role: 'operator' }))]) {
    await expect(listOpenReports(nobody, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(countOpenReports(nobody)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('hiding the post settles every report about it; dismissing settles one', async () => {
  const { db, staff, topic, report } = await topicWith('営業です')
  await report('sales')
  await report('sales', '', await makeMember(db))
  const other = await topicWith('ふつうの投稿')
  await other.report('personal')
  const statuses = async () => (await db.report.findMany({ orderBy: { createdAt: 'asc' }, where: { subjectId: { in: (await db.post.findMany({ where: { topicId: { in: [topic.id, other.topic.id] } } })).map((p) => p.id) } } })).map((r) => r.status).sort()
  expect(await statuses()).toEqual(['open', 'open', 'open'])
  await hideReportedPost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 1, reason: '営業の投稿のため' })
  expect(await statuses()).toEqual(['open', 'upheld', 'upheld'])
  expect(await audits('post.hidden')).toHaveLength(1)
  const left = await db.report.findFirstOrThrow({ where: { status: 'open', reporterId: other.reporter.id } })
  await expect(dismissReport(testCtx(other.reporter), { commandId: randomId(), reportId: left.id, note: '' })).rejects.toMatchObject({ code: 'not_found' })
  await dismissReport(testCtx(staff), { commandId: randomId(), reportId: left.id, note: '問題ありません' })
  expect(await statuses()).toEqual(['dismissed', 'upheld', 'upheld'])
  expect(await audits('report.dismissed')).toMatchObject([{ reason: '問題ありません' }])
  expect(await other.report('sales')).toEqual({ isNew: false })
  expect(await statuses()).toEqual(['dismissed', 'upheld', 'upheld'])
})

test('guests report nothing, and what is hidden needs no report', async () => {
  const { db, staff, topic, report } = await topicWith('x')
  await expect(reportPost(testCtx(), { commandId: randomId(), topicId: topic.id, no: 1, reason: 'other', note: '' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(reportPost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 2, reason: 'other', note: '' })).rejects.toMatchObject({ code: 'not_found' })
  await hideReportedPost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 1, reason: 'x' })
  await expect(report('sales')).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.report.count({ where: { href: { contains: topic.id } } })).toBe(0)
})

async function roomWith(status: 'pending' | 'approved' = 'approved') {
  const db = testDb()
  const [host, author, reporter, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { displayName: '知瀬 葵' }), await makeMember(db, { role: 'moderator' })]
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  const question = await makeQuestion(db, { eventId: event.id, authorId: author.id, status, text: '電話番号は090…' })
  const report = (by = reporter, more: object = {}) => reportQuestion(testCtx(by), { commandId: randomId(), eventId: event.id, questionId: question.id, reason: 'personal', note: '番号があります', ...more })
  const shownToHost = async () => (await live.readHostPage(testCtx(host), event.id)).room.state.questions[0]
  const open = async () => (await listOpenReports(testCtx(staff), null)).items.filter((r) => r.subjectId === question.id)
  return { db, host, author, reporter, staff, event, question, report, shownToHost, open }
}

test('a question is reported once a member; its hosts see how often and never by whom, others nothing; the desk sees who and what', async () => {
  const it = await roomWith()
  const all = await follow(testCtx(it.reporter), live.eventRoom, it.event.id)
  const staff = await follow(testCtx(it.host), live.eventStaffRoom, it.event.id)
  const { done } = await concurrently(4, () => it.report())
  expect(done.filter((d) => d.isNew)).toHaveLength(1)
  await it.report(it.staff)
  expect(await it.shownToHost()).toMatchObject({ reports: 2 })
  const [heard, heardByHosts] = [await all(), await staff()]
  expect([heard.types, heardByHosts.types]).toEqual([[], ['question.changed', 'question.changed']])
  expect(heardByHosts.heard).toEqual(heardByHosts.fresh)
  expect(JSON.stringify([await live.readHostPage(testCtx(it.host), it.event.id), heardByHosts.heard])).not.toMatch(/知瀬|番号があります/u)
  expect(JSON.stringify(await live.readAttendeePage(testCtx(it.author), it.event.id))).not.toContain('reports')
  expect(await it.open()).toMatchObject([{ subject: 'question', excerpt: '電話番号は090…', isNameless: false, reporter: '知瀬 葵', note: '番号があります', href: `/events/${it.event.id}/host?q=${it.question.id}#q-${it.question.id}` }, { reporter: it.staff.displayName }])
})

test('leaving the question out settles its reports, the desk settles one; hosts hear either', async () => {
  const [out, fine] = [await roomWith(), await roomWith()]
  for (const it of [out, fine]) {
    await it.report()
    const staff = await follow(testCtx(it.host), live.eventStaffRoom, it.event.id)
    if (it === out) await dismissReportedQuestion(testCtx(it.host), { commandId: randomId(), questionId: it.question.id, reason: 'personal' })
    else await dismissReport(testCtx(it.staff), { commandId: randomId(), reportId: (await it.open())[0]!.id, note: '' })
    const { heard, fresh } = await staff()
    expect(heard).toEqual(fresh)
    expect((await it.shownToHost())?.reports).toBeUndefined()
    expect(await it.open()).toEqual([])
    expect(await it.db.report.findFirst({ where: { subjectId: it.question.id } })).toMatchObject({ status: it === out ? 'upheld' : 'dismissed' })
  }
})

test('what its author takes back is gone from the report too; what one does not see in its room cannot be reported', async () => {
  const it = await roomWith()
  await it.report()
  await live.withdrawOwnQuestion(testCtx(it.author), { commandId: randomId(), questionId: it.question.id })
  expect(await it.open()).toMatchObject([{ isGone: true, excerpt: '' }])
  expect(JSON.stringify(await it.db.report.findMany({ where: { subjectId: it.question.id } }))).not.toContain('電話番号')
  const pending = await roomWith('pending')
  const elsewhere = await roomWith()
  const applicant = await makeMember(it.db, { status: 'applicant' })
  for (const refused of [() => it.report(it.staff), () => pending.report(), () => elsewhere.report(elsewhere.reporter, { eventId: it.event.id }), () => elsewhere.report(applicant)]) await expect(refused()).rejects.toMatchObject({ code: 'not_found' })
})
