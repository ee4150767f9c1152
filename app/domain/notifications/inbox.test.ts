import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeNotification } from '../../../prisma/factories/notifications.ts'
import { concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { foldInbox, type InboxState } from './fold.ts'
import { listNotifications, markRead, unreadInbox, userRoom } from './inbox.server.ts'
import { type NewNotification, notify, notifyAll } from './notify.server.ts'

const db = testDb
const note = (memberId: string, over: Partial<NewNotification> = {}): NewNotification => ({ memberId, kind: 'mentor_asked', params: { name: '名取沢 真由' }, href: '/mentors/requests', dedupeKey: randomId(), ...over })
const tell = (n: NewNotification) => testCtx(system).tx((tx) => notify(tx, n))

test('the same key twice is one notification, counted and told once', async () => {
  const member = await makeMember(db())
  const same = note(member.id)
  const { done } = await concurrently(5, () => tell(same))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(await unreadInbox(testCtx(member))).toBe(1)
  expect(await emitted(`user:${member.id}`)).toMatchObject([{ type: 'notification.added', payload: { kind: 'mentor_asked' } }])
})

test('only a path of this place may be linked', async () => {
  const member = await makeMember(db())
  for (const href of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a b', '']) await expect(tell(note(member.id, { href }))).rejects.toThrow()
  expect(await unreadInbox(testCtx(member))).toBe(0)
})

test('a list of one own, newest first, paged by key', async () => {
  const [mine, other] = [await makeMember(db()), await makeMember(db())]
  for (let i = 0; i < 45; i++) await makeNotification(db(), mine, { createdAt: new Date(Date.UTC(2025, 10, 1, 0, Math.floor(i / 2))), params: { name: String(i), title: 't' } })
  await makeNotification(db(), other)
  const seen: string[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page = await listNotifications(testCtx(mine), cursor)
    seen.push(...page.items.map((n) => n.params['name'] ?? ''))
    cursor = page.next
    pages++
  } while (cursor !== null)
  expect(pages).toBe(3)
  expect(new Set(seen).size).toBe(45)
  const minutes = seen.map((s) => Math.floor(Number(s) / 2))
  expect(minutes).toEqual(minutes.toSorted((a, b) => b - a))
})

test('a cursor nobody made shows the first page', async () => {
  const member = await makeMember(db())
  await makeNotification(db(), member)
  for (const cursor of ['x', btoa('["no","id"]'), btoa('[1,2]'), btoa(`["2025-13-40","${randomId()}"]`)]) expect((await listNotifications(testCtx(member), cursor)).items).toHaveLength(1)
})

test('reading: one, all, again; never somebody else’s', async () => {
  const [mine, other] = [await makeMember(db()), await makeMember(db())]
  const [first] = [await makeNotification(db(), mine), await makeNotification(db(), mine)]
  const theirs = await makeNotification(db(), other)
  const ctx = testCtx(mine)
  expect(await markRead(ctx, { commandId: randomId(), id: theirs.id })).toEqual({ count: 0 })
  expect(await unreadInbox(testCtx(other))).toBe(1)
  const once = { commandId: randomId(), id: first!.id }
  expect(await markRead(ctx, once)).toEqual({ count: 1 })
  expect(await markRead(ctx, once)).toEqual({ count: 1 })
  expect(await markRead(ctx, { commandId: randomId() })).toEqual({ count: 1 })
  expect(await markRead(ctx, { commandId: randomId() })).toEqual({ count: 0 })
  expect(await unreadInbox(ctx)).toBe(0)
  expect(await emitted(`user:${mine.id}`)).toMatchObject([{ payload: { count: 1 } }, { payload: { count: 1 } }])
})

test('nobody else opens a member’s room; its applicant does', async () => {
  const [member, other, applicant] = [await makeMember(db()), await makeMember(db(), { role: 'hr_admin' }), await makeMember(db(), { status: 'applicant' })]
  expect(await userRoom.open(testCtx(member), member.id)).toEqual({ stream: `user:${member.id}`, can: {} })
  expect(await userRoom.open(testCtx(applicant), applicant.id)).toMatchObject({ stream: `user:${applicant.id}` })
  for (const who of [testCtx(other), testCtx(), testCtx(system)]) await expect(userRoom.open(who, member.id)).rejects.toMatchObject({ code: 'not_found' })
})

const commands = fc.array(fc.oneof({ weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), n: fc.integer({ min: 1, max: 3 }) }) }, fc.constant({ do: 'readAll' as const }), fc.record({ do: fc.constant('readOne' as const), at: fc.nat(20) }), fc.constant({ do: 'session' as const })), { maxLength: 20 })

test('whatever happens, also at once: the state of before with what was told is the state of after', async () => {
  await fc.assert(fc.asyncProperty(commands, fc.integer({ min: 0, max: 3 }), async (list, start) => {
    const member = await makeMember(db())
    for (let i = 0; i < start; i++) await makeNotification(db(), member)
    const before = await userRoom.snapshot(testCtx(system), member.id)
    const ctx = testCtx(member)
    const ids = (await db().notification.findMany({ where: { memberId: member.id }, select: { id: true } })).map((n) => n.id)
    await Promise.all(list.map(async (command) => {
      if (command.do === 'add') await testCtx(system).tx((tx) => notifyAll(tx, Array.from({ length: command.n }, () => note(member.id))))
      else if (command.do === 'readAll') await markRead(ctx, { commandId: randomId() })
      else if (command.do === 'readOne' && ids.length > 0) await markRead(ctx, { commandId: randomId(), id: ids[command.at % ids.length] })
    }))
    const events = await emitted(`user:${member.id}`)
    const folded = [...events, { type: 'session.ended', payload: {} }].reduce<InboxState>(foldInbox, before)
    expect(folded).toEqual(await userRoom.snapshot(testCtx(system), member.id))
  }), { numRuns: 25 })
}, 60_000)

test('what the inbox does not know changes nothing, not even the object', () => {
  const state = { unread: 2 }
  expect(foldInbox(state, { type: 'session.ended', payload: { sessionId: 'x' } })).toBe(state)
})
