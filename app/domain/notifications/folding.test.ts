import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import type { Member } from '../../../prisma/generated/client.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { newId, randomId } from '../../core/ids.ts'
import { foldInbox, type InboxState } from './fold.ts'
import { listNotifications, markRead, notifyAll, readTopicNotices, unreadInbox, userRoom } from './index.server.ts'
import type { NewNotification } from './notify.server.ts'

const db = testDb()
const topicId = newId()
const replied = (to: Member, upTo: number, who: string[], over: Partial<NewNotification> = {}): NewNotification => ({
  memberId: to.id, kind: 'topic_replied', params: { name: who[0] ?? '', title: '育児' }, href: `/topics/${topicId}?from=${upTo}#post-${upTo}`, dedupeKey: 'replied:1', fold: { topicId, no: upTo, upTo, who }, ...over,
})
const tell = (...notices: NewNotification[]) => testCtx(system).tx((tx) => notifyAll(tx, notices))
const inbox = async (who: Member) => (await listNotifications(testCtx(who), null)).items.map(({ kind, params, href, isRead }) => ({ kind, ...params, href: href.replace(/.*#/, '#'), isRead }))
/** The number that open windows show, from the events alone. */
const badge = async (who: Member) => (await emitted(`user:${who.id}`)).reduce<InboxState>(foldInbox, { unread: 0 }).unread

test('what comes while a notice is unread joins it: one line, the latest named, others counted, the first post still its address', async () => {
  const haruka = await makeMember(db)
  expect(await tell(replied(haruka, 2, ['佐藤']))).toBe(1)
  expect(await inbox(haruka)).toEqual([{ kind: 'topic_replied', name: '佐藤', title: '育児', href: '#post-2', isRead: false }])
  expect(await tell(replied(haruka, 5, ['鈴木', '田中']))).toBe(0)
  expect(await tell(replied(haruka, 6, ['佐藤']))).toBe(0)
  expect(await inbox(haruka)).toEqual([{ kind: 'topic_replied_many', name: '佐藤', others: '2', title: '育児', href: '#post-2', isRead: false }])
  expect([await unreadInbox(testCtx(haruka)), await badge(haruka)]).toEqual([1, 1])
})

test('a job done twice changes nothing, also after the notice was read; more after that begins it anew', async () => {
  const haruka = await makeMember(db)
  await tell(replied(haruka, 2, ['佐藤']))
  await markRead(testCtx(haruka), { commandId: randomId() })
  expect(await tell(replied(haruka, 2, ['佐藤']))).toBe(0)
  expect(await inbox(haruka)).toMatchObject([{ isRead: true }])
  expect(await tell(replied(haruka, 3, ['鈴木']))).toBe(1)
  expect(await inbox(haruka)).toEqual([{ kind: 'topic_replied', name: '鈴木', title: '育児', href: '#post-3', isRead: false }])
  expect([await unreadInbox(testCtx(haruka)), await badge(haruka)]).toEqual([1, 1])
})

test('many at once make one line, and the number in open windows is the number there is', async () => {
  const haruka = await makeMember(db)
  const { failed } = await concurrently<unknown>(24, (i) => (i % 8 === 7 ? markRead(testCtx(haruka), { commandId: randomId() }) : tell(replied(haruka, i + 2, [`会員${i % 5}`]))))
  expect(failed).toEqual([])
  expect(await db.notification.count({ where: { memberId: haruka.id } })).toBe(1)
  expect(await badge(haruka)).toBe(await unreadInbox(testCtx(haruka)))
  expect((await userRoom.snapshot(testCtx(system), haruka.id)).unread).toBe(await badge(haruka))
})

test('notices of other members and other topics stay apart', async () => {
  const [haruka, mayu] = [await makeMember(db), await makeMember(db)]
  await tell(replied(haruka, 2, ['佐藤']), replied(mayu, 2, ['佐藤']), replied(haruka, 3, ['鈴木'], { dedupeKey: 'replied:2' }))
  expect([(await inbox(haruka)).length, (await inbox(mayu)).length]).toEqual([2, 1])
})

test('reading the topic reads its notices, those of posts not shown yet excepted, and nobody else’s', async () => {
  const [haruka, mayu] = [await makeMember(db), await makeMember(db)]
  const late = { dedupeKey: 'mentioned:9', kind: 'mentioned' as const }
  await tell(replied(haruka, 2, ['佐藤']), replied(haruka, 9, ['鈴木'], late), replied(mayu, 2, ['佐藤']), { memberId: haruka.id, kind: 'welcome', params: {}, href: '/boards', dedupeKey: 'welcome' })
  expect(await readTopicNotices(testCtx(haruka), topicId, 5)).toBe(1)
  expect(await readTopicNotices(testCtx(haruka), topicId, 5)).toBe(0)
  expect([await unreadInbox(testCtx(haruka)), await badge(haruka), await unreadInbox(testCtx(mayu))]).toEqual([2, 2, 1])
  expect((await listNotifications(testCtx(haruka), null, { isUnreadOnly: true })).items.map((n) => n.kind).sort()).toEqual(['mentioned', 'welcome'])
  expect(await readTopicNotices(testCtx(), topicId, 99)).toBe(0)
})

test('names end at fifty', async () => {
  const haruka = await makeMember(db)
  clock.advance(1)
  for (let i = 1; i <= 60; i++) await tell(replied(haruka, i + 1, [`会員${i}`]))
  expect(await inbox(haruka)).toMatchObject([{ name: '会員60', others: '49' }])
})
