import { beforeEach, describe, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeMailChoice, makeNotification } from '../../../prisma/factories/notifications.ts'
import type { Member, Prisma } from '../../../prisma/generated/client.ts'
import { clock, concurrently, emptyDb, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { digestBatch, startDigestRun } from './digest.server.ts'

const db = testDb
const ctx = () => testCtx(system)
const at = (jst: string) => new Date(`${jst}+09:00`)
const MONDAY = at('2025-11-17T08:30:00')
const DAY = 86_400_000
const before = (ms: number) => new Date(MONDAY.getTime() - ms)

beforeEach(async () => {
  await emptyDb()
  clock.set(MONDAY)
})

/** Somebody who asked for the digest and was last here three weeks ago. */
async function reader(over: Partial<Prisma.MemberUncheckedCreateInput> = {}, isOn = true): Promise<Member> {
  const member = await makeMember(db(), { lastSeenAt: before(21 * DAY), ...over })
  await makeMailChoice(db(), member, { isOn })
  return member
}
/** Something new for everybody. */
const news = (over: Partial<Prisma.NewsUncheckedCreateInput> = {}) =>
  db().news.create({ data: { slug: `n-${Math.random()}`, title: '【変わる働き方】週休3日制の適用範囲を2026年1月から拡大する予定です', category: '制度', department: '人事課', body: '', summary: '', publishedAt: before(2 * DAY), ...over } })
async function makeAll(period = '2025-W47'): Promise<void> {
  await startDigestRun(ctx())
  while ((await db().digestRun.findUnique({ where: { period } }))?.endedAt === null) await digestBatch(ctx(), period)
}
const mails = () => db().mail.findMany({ where: { kind: 'digest' }, orderBy: { createdAt: 'asc' } })

describe('who gets one', () => {
  const cases: [string, (() => Promise<unknown>), number][] = [
    ['who asked for it, is active, reachable, away for a week, and has something to read', () => reader(), 1],
    ['not who never asked', () => makeMember(db(), { lastSeenAt: null }), 0],
    ['not who stopped it', () => reader({}, false), 0],
    ['not an applicant', () => reader({ status: 'applicant' }), 0],
    ['not somebody suspended', () => reader({ status: 'suspended' }), 0],
    ['not whoever left', () => reader({ status: 'left' }), 0],
    ['not who was here six days and 23 hours ago', () => reader({ lastSeenAt: before(7 * DAY - 3_600_000) }), 0],
    ['who was here exactly a week ago', () => reader({ lastSeenAt: before(7 * DAY) }), 1],
    ['who was never here', () => reader({ lastSeenAt: null }), 1],
    ['not a dead address', async () => { const m = await reader({ email: 'dead@example.com' }); await db().mailSuppression.create({ data: { address: m.email, list: 'all', reason: 'x', createdAt: MONDAY } }) }, 0],
    ['not who was thought about in this period', async () => { const m = await reader(); await db().digestState.create({ data: { memberId: m.id, period: '2025-W47', lastAttemptAt: before(4 * DAY) } }) }, 0],
    ['not who was thought about two days ago', async () => { const m = await reader(); await db().digestState.create({ data: { memberId: m.id, period: '2025-W46', lastAttemptAt: before(2 * DAY) } }) }, 0],
    ['who was thought about last week', async () => { const m = await reader(); await db().digestState.create({ data: { memberId: m.id, period: '2025-W46', lastAttemptAt: before(7 * DAY - 60_000) } }) }, 1],
  ]
  test.each(cases)('%s', async (_, arrange, expected) => {
    await news()
    await arrange()
    await makeAll()
    expect(await mails()).toHaveLength(expected)
    expect(await jobs('mail.send')).toHaveLength(expected)
  })

  test('not when there is nothing to say; the attempt counts all the same', async () => {
    const member = await reader()
    await news({ publishedAt: before(22 * DAY) })
    await makeAll()
    expect(await mails()).toEqual([])
    expect(await db().digestState.findUnique({ where: { memberId: member.id } })).toMatchObject({ period: '2025-W47', lastAttemptAt: MONDAY, lastSentAt: null })
  })
})

describe('what it says', () => {
  test('what is new since they were here, first what concerns them', async () => {
    await db().organisation.create({ data: { id: 1, name: 'みやぎアルムナイネットワーク', shortName: 'みやぎ', office: '人事課', officeHours: '平日8時30分〜17時15分' } })
    const haruka = await reader({ displayName: '浜岸 遥香' })
    const mayu = await makeMember(db())
    const board = await makeBoard(db(), { name: '仕事と暮らしの広場' })
    const posts = (authorId: string) => [{ authorId, at: before(DAY) }]
    await makeTopic(db(), { boardId: board.id, title: '育児と在宅勤務、どう両立していますか', posts: posts(mayu.id) })
    await makeTopic(db(), { boardId: board.id, title: '自分の話題', posts: posts(haruka.id) })
    await makeTopic(db(), { boardId: board.id, title: '隠された話題', hiddenAt: before(1), posts: posts(mayu.id) })
    const opened = await makeTopic(db(), { boardId: board.id, title: '開いた話題', posts: posts(mayu.id) })
    await makePlace(db(), { memberId: haruka.id, topicId: opened.id, lastNo: 1 })
    await makeEvent(db(), { title: '蓄電池のこれから', createdAt: before(DAY) })
    await makeEvent(db(), { title: 'まだ公開していない会', status: 'draft', createdAt: before(DAY) })
    await makeEvent(db(), { title: '前に知らせた会', createdAt: before(22 * DAY) })
    await news()
    await news({ title: 'まだ出ていないお知らせ', publishedAt: new Date(MONDAY.getTime() + DAY) })
    await makeNotification(db(), haruka, { kind: 'mentor_accepted', params: { name: '遠刈野 樹' }, createdAt: before(DAY) })
    await makeNotification(db(), haruka, { kind: 'mentor_declined', params: { name: '読んだ人' }, createdAt: before(DAY), readAt: before(1) })
    await makeAll()
    const [mail] = await mails()
    expect(mail?.subject).toBe('【今週のみやぎ】あなたへの返信・週休3日制の適用範囲を2…')
    // Lines are wrapped: the words are compared without their ends of line.
    expect(mail?.text.replaceAll('\n', '')).toMatch(/^浜岸 遥香 様今週の新着は、あなたへのお知らせ1件、県からのお知らせ1件、イベント1件、新しい話題1件です。/)
    for (const text of ['・蓄電池のこれから', '・遠刈野 樹さんが相談を受け付けました。', '・育児と在宅勤務、どう両立していますか (仕事と暮らしの広場)', '配信の停止はこちら\nhttp://localhost:3000/unsubscribe/digest.', 'みやぎアルムナイネットワーク\n人事課(平日8時30分〜17時15分)']) expect(mail?.text).toContain(text)
    for (const text of ['まだ公開していない会', '前に知らせた会', '自分の話題', '隠された話題', '開いた話題', '読んだ人', 'まだ出ていない']) expect(mail?.text + (mail?.html ?? '')).not.toContain(text)
    expect(mail).toMatchObject({ memberId: haruka.id, list: 'digest', dedupeKey: `digest:2025-W47:${haruka.id}` })
  })

  test('in the member’s language', async () => {
    await reader({ lng: 'en', displayName: 'Lan Nguyen' })
    await news({ title: 'Bus tour' })
    await makeAll()
    const [mail] = await mails()
    expect(mail?.subject).toBe('Enishi this week: Bus tour')
    expect(mail?.text).toMatch(/^Dear Lan Nguyen\n\nNew this week: 1 news item\./)
  })

  test('nothing older than the last digest', async () => {
    const member = await reader()
    await db().digestState.create({ data: { memberId: member.id, period: '2025-W46', lastAttemptAt: before(7 * DAY), lastSentAt: before(7 * DAY) } })
    await news({ title: '先週のお知らせ', publishedAt: before(8 * DAY) })
    await news({ title: '今週のお知らせ', publishedAt: before(6 * DAY) })
    await makeAll()
    const [mail] = await mails()
    expect(mail?.text).toContain('今週のお知らせ')
    expect(mail?.text).not.toContain('先週のお知らせ')
  })
})

describe('when', () => {
  test('of ten workers one begins a period; a period is begun once', async () => {
    const { done } = await concurrently(10, () => startDigestRun(ctx()))
    expect(done.filter(Boolean)).toHaveLength(1)
    clock.advance(2 * DAY)
    expect(await startDigestRun(ctx())).toBe(false)
    expect(await jobs('digest.batch')).toHaveLength(1)
  })

  test('tick by tick through six weeks with a clock that jumps two hours both ways: each week once, none on a day off or before 8:30', async () => {
    const begun: string[] = []
    for (let t = at('2025-12-15T00:00:00').getTime(), i = 0; t < at('2026-01-26T00:00:00').getTime(); t += 30 * 60_000, i++) {
      clock.set(new Date(t + (i % 3 === 1 ? 2 : i % 3 === 2 ? -2 : 0) * 3_600_000))
      if (await startDigestRun(ctx())) begun.push(`${(await db().digestRun.findFirstOrThrow({ orderBy: { period: 'desc' } })).period} ${new Date(clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 16)}`)
    }
    expect(begun.map((b) => b.slice(0, 19))).toEqual(['2025-W51 2025-12-15', '2025-W52 2025-12-22', '2026-W01 2025-12-29', '2026-W02 2026-01-05', '2026-W03 2026-01-13', '2026-W04 2026-01-19'])
    expect(begun.every((b) => b.slice(20) >= '08:30')).toBe(true)
  }, 60_000)

  test('after 26 hours down on a Monday: one catch-up; after three weeks: one, not three', async () => {
    clock.set(at('2025-11-18T10:30:00'))
    expect(await startDigestRun(ctx())).toBe(true)
    clock.set(at('2025-12-10T12:00:00'))
    expect(await startDigestRun(ctx())).toBe(true)
    expect(await startDigestRun(ctx())).toBe(false)
    expect((await db().digestRun.findMany({ orderBy: { period: 'asc' } })).map((r) => r.period)).toEqual(['2025-W47', '2025-W50'])
  })
})

describe('many', () => {
  test('in batches, nobody twice, also when a batch is repeated and two run side by side', async () => {
    await news()
    const members: Member[] = []
    for (let i = 0; i < 230; i++) members.push(await reader({ email: `r${i}@example.com` }))
    await startDigestRun(ctx())
    await concurrently(3, () => digestBatch(ctx(), '2025-W47'))
    while ((await db().digestRun.findUnique({ where: { period: '2025-W47' } }))?.endedAt === null) await digestBatch(ctx(), '2025-W47')
    const sent = await mails()
    expect(new Set(sent.map((m) => m.memberId)).size).toBe(230)
    expect(sent).toHaveLength(230)
    expect(await jobs('mail.send')).toHaveLength(230)
  }, 60_000)

  test('whoever waited longest comes first', async () => {
    await news()
    const [late, early, never] = [await reader(), await reader(), await reader()]
    await db().digestState.createMany({ data: [{ memberId: late.id, period: '2025-W46', lastAttemptAt: before(7 * DAY) }, { memberId: early.id, period: '2025-W45', lastAttemptAt: before(14 * DAY) }] })
    await makeAll()
    expect((await jobs('mail.send')).length).toBe(3)
    const order = await db().$queryRaw<{ memberId: string }[]>`select m.member_id as "memberId" from mail m order by m.id`
    expect(order.map((o) => o.memberId)).toEqual([never.id, early.id, late.id])
  })
})
