import { expect, test } from 'vitest'
import { audits, clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { follow } from '../../../server/tests/live/follower.ts'
import { randomId } from '../../core/ids.ts'
import { moderationHandlers } from '../../../workers/moderation.ts'
import { system } from '../../core/actor.ts'
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

/** What who reported something is told of it, the jobs done twice. */
async function told(reporterId: string) {
  const db = testDb()
  const mine = (await db.report.findMany({ where: { reporterId } })).map((r) => r.id)
  for (const { name, payload } of [...(await jobs()), ...(await jobs())]) {
    const { reportId } = payload as { reportId?: string }
    if (name === 'report.decided' && reportId !== undefined && mine.includes(reportId)) await moderationHandlers['report.decided'](testCtx(system), { reportId }, {} as never)
  }
  return { inbox: await db.notification.findMany({ where: { memberId: reporterId } }), mails: await db.mail.count({ where: { memberId: reporterId, kind: 'report_decided' } }) }
}

test('who reported is told what was decided, once: of a post and of a question, kept or taken away, and nothing of whoever wrote it', async () => {
  const [hidden, kept, out, fine] = [await topicWith('営業です'), await topicWith('ふつうの投稿'), await roomWith(), await roomWith()]
  await hidden.report('sales')
  await kept.report('sales')
  for (const it of [out, fine]) await it.report()
  for (const it of [hidden, kept, out, fine]) expect((await told(it.reporter.id)).inbox).toEqual([])
  await hideReportedPost(testCtx(hidden.staff), { commandId: randomId(), topicId: hidden.topic.id, no: 1, reason: 'x' })
  await dismissReportedQuestion(testCtx(out.host), { commandId: randomId(), questionId: out.question.id, reason: 'personal' })
  for (const it of [kept, fine]) {
    const { id } = await it.db.report.findFirstOrThrow({ where: { reporterId: it.reporter.id } })
    const commandId = randomId()
    await concurrently(3, () => dismissReport(testCtx(it.staff), { commandId, reportId: id, note: '秘密のメモ' }))
  }
  // What was decided stays decided.
  const { id: decided } = await hidden.db.report.findFirstOrThrow({ where: { reporterId: hidden.reporter.id } })
  await expect(dismissReport(testCtx(hidden.staff), { commandId: randomId(), reportId: decided, note: '' })).rejects.toMatchObject({ code: 'not_found' })
  const room = (it: typeof out) => `/events/${it.event.id}/live`
  const post = (it: typeof kept) => `/topics/${it.topic.id}?from=1#post-1`
  for (const [it, what, outcome, href] of [[hidden, '投稿', /表示していません/u, post(hidden)], [kept, '投稿', /そのまま/u, post(kept)], [out, '質問', /表示していません/u, room(out)], [fine, '質問', /そのまま/u, room(fine)]] as const) {
    const { inbox, mails } = await told(it.reporter.id)
    expect(inbox).toMatchObject([{ kind: 'report_decided', href, params: { what, outcome: expect.stringMatching(outcome) as string } }])
    expect(mails).toBe(1)
    expect(JSON.stringify(inbox)).not.toContain('秘密のメモ')
    expect(JSON.stringify(inbox)).not.toContain(it.author.displayName)
    expect((await told(it.author.id)).inbox).toEqual([])
  }
})

test('what is decided or said of one report touches no other, and what was decided stays', async () => {
  const { db, reporter, staff, topic, report } = await topicWith('同じ投稿')
  const second = await makeMember(db)
  await report('sales', '先の言葉')
  await report('personal', '', second)
  await report('personal', 'あとの言葉', second)
  const rows = () => db.report.findMany({ where: { href: { contains: topic.id } }, orderBy: { note: 'asc' }, select: { id: true, reporterId: true, note: true, reason: true, status: true } })
  expect(await rows()).toMatchObject([{ reporterId: second.id, note: 'あとの言葉', reason: 'personal' }, { reporterId: reporter.id, note: '先の言葉', reason: 'sales' }])
  const [one] = await rows()
  const dismiss = () => dismissReport(testCtx(staff), { commandId: randomId(), reportId: one!.id, note: '' })
  await dismiss()
  await expect(dismiss()).rejects.toMatchObject({ code: 'not_found' })
  expect(await report('sales', '決まったあとで', second)).toEqual({ isNew: false })
  await hideReportedPost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 1, reason: 'spam' })
  expect(await rows()).toMatchObject([{ note: 'あとの言葉', status: 'dismissed' }, { note: '先の言葉', status: 'upheld' }])
})

test('of a question that is left out its own open reports were right, and no others', async () => {
  const db = testDb()
  const [host, member, second, staff] = [await makeMember(db), await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const { id: eventId } = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId })
  const [left, stays] = [await makeQuestion(db, { eventId }), await makeQuestion(db, { eventId })]
  for (const [who, { id: questionId }] of [[member, left], [second, left], [member, stays]] as const) await reportQuestion(testCtx(who), { commandId: randomId(), eventId, questionId, reason: 'personal', note: '' })
  const first = await db.report.findFirstOrThrow({ where: { subjectId: left.id, reporterId: member.id } })
  await dismissReport(testCtx(staff), { commandId: randomId(), reportId: first.id, note: '' })
  await dismissReportedQuestion(testCtx(host), { commandId: randomId(), questionId: left.id, reason: 'personal' })
  const statuses = async (subjectId: string) => (await db.report.findMany({ where: { subjectId }, select: { status: true }, orderBy: { status: 'asc' } })).map((r) => r.status).toSorted()
  expect([await statuses(left.id), await statuses(stays.id)]).toEqual([['dismissed', 'upheld'], ['open']])
  // Of the one that stays hosts see one report, everybody else none.
  const seen = async (read: typeof live.readHostPage | typeof live.readAttendeePage, who: typeof host) => (await read(testCtx(who), eventId)).room.state.questions.find((q) => q.id === stays.id)?.reports
  expect([await seen(live.readHostPage, host), await seen(live.readAttendeePage, second)]).toEqual([1, undefined])
})

test('twenty things a day are reported by one member; more of the same ones is no more', async () => {
  const db = testDb()
  const member = await makeMember(db)
  const { id: eventId } = await makeEvent(db, { hostId: (await makeMember(db)).id })
  await makeRoom(db, { eventId })
  const report = (questionId: string) => reportQuestion(testCtx(member), { commandId: randomId(), eventId, questionId, reason: 'other', note: '' })
  const questions = await Promise.all(Array.from({ length: 21 }, () => makeQuestion(db, { eventId })))
  for (const { id } of questions.slice(0, 20)) await report(id)
  await report(questions[0]!.id)
  await expect(report(questions[20]!.id)).rejects.toMatchObject({ code: 'too_many' })
})
