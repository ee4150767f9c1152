import { expect, test } from 'vitest'
import { liveNow } from '../../app/domain/events/index.server.ts'
import { answeringNow } from '../../app/domain/live/index.server.ts'
import { clock, DEMO_NOW, testCtx, testDb } from '../testing/index.ts'
import { makeTopic } from '../factories/boards.ts'
import { eventId } from './lay-events.ts'
import { demoId, memberId } from './ids.ts'
import { layDemo, moveDemo } from './index.ts'

const DAY = 86_400_000

async function future() {
  const db = testDb()
  const late = { gt: clock.now() }
  return [await db.post.count({ where: { createdAt: late } }), await db.topic.count({ where: { lastPostAt: late } }), await db.news.count({ where: { publishedAt: late } }), await db.notification.count({ where: { createdAt: late } }), await db.report.count({ where: { createdAt: late } }), await db.question.count({ where: { createdAt: late } }), await db.voiceHistory.count({ where: { at: late } })]
}

test('the demo is laid out around its moment: one live, one next week, one full with a waitlist, one finished; days later it is moved, and what visitors wrote stays', async () => {
  const db = testDb()
  await layDemo(testCtx())
  const find = (key: string) => db.event.findUniqueOrThrow({ where: { id: eventId(key) } })
  const alumni = await db.member.findUniqueOrThrow({ where: { email: 'alumni@example.com' } })
  expect((await liveNow(testCtx(alumni))).map((e) => e.title)).toEqual(['再生可能エネルギーと地域のこれから'])
  expect([...(await answeringNow(testCtx(alumni), [eventId('renewable')])).values()]).toEqual(['県内で蓄電池の補助を使った事例はありますか'])
  expect((await find('renewable')).startsAt).toEqual(new Date(DEMO_NOW.getTime() - 20 * 60_000))
  expect((await find('care-and-work')).startsAt).toEqual(new Date('2025-11-27T19:00:00+09:00'))
  expect(await find('timber')).toMatchObject({ venueCapacity: 20, venueTaken: 20, venueWaiting: 2, onlineTaken: 7 })
  expect(await find('sendai')).toMatchObject({ venueCapacity: 30, venueTaken: 29, venueWaiting: 0 })
  expect((await find('outside')).endsAt.getTime()).toBeLessThan(DEMO_NOW.getTime())
  expect(await db.profile.findUniqueOrThrow({ where: { memberId: memberId('kuramori') }, select: { leftOn: true } })).toEqual({ leftOn: new Date('2024-09-20T00:00:00Z') })
  expect(await future()).toEqual([0, 0, 0, 0, 0, 0, 0])

  const board = await db.board.findUniqueOrThrow({ where: { slug: 'hello' } })
  const own = await makeTopic(db, { boardId: board.id, title: '見学に来ました', posts: [{ authorId: alumni.id, text: '見学に来ました。', at: new Date(DEMO_NOW.getTime() + 3_600_000) }] })
  clock.set(new Date(DEMO_NOW.getTime() + 3 * DAY - 7_200_000))
  await moveDemo(testCtx())
  expect((await find('renewable')).startsAt).toEqual(new Date(clock.now().getTime() - 20 * 60_000))
  expect((await find('care-and-work')).startsAt).toEqual(new Date('2025-11-30T19:00:00+09:00'))
  expect(await db.question.count({ where: { eventId: eventId('renewable') } })).toBe(16)
  expect(await db.questionSeal.count()).toBe(await db.question.count({ where: { authorId: null } }))
  expect(await db.topic.findUniqueOrThrow({ where: { id: own.id }, select: { title: true, lastNo: true } })).toEqual({ title: '見学に来ました', lastNo: 1 })
  expect((await db.news.findUniqueOrThrow({ where: { id: demoId('news:maintenance') } })).title).toContain('11月30日')
  expect((await db.news.findUniqueOrThrow({ where: { id: demoId('news:opening') } })).publishedAt).toEqual(new Date('2025-09-24T00:00:00Z'))
  expect(await future()).toEqual([0, 0, 0, 0, 0, 0, 0])
})
