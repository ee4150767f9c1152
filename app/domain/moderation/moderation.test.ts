import { expect, test } from 'vitest'
import { audits, clock, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { randomId } from '../../core/ids.ts'
import { countOpenReports, dismissReport, hideReportedPost, listOpenReports, reportPost } from './index.server.ts'

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
