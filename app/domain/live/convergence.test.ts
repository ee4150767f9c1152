import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { clock, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { follow } from '../../../server/tests/live/follower.ts'
import type { Ctx } from '../../core/ctx.ts'
import { roomEvents, staffEvents } from './events.ts'
import {
  approveQuestion, askQuestion, closeRoom, countVotes, dismissQuestion, eventRoom, eventStaffRoom, markAnswered, openRoom, reopenQuestion, startAnswering, switchAsking, switchModeration,
  voteForQuestion,
} from './index.server.ts'

const db = testDb()
const commandId = () => newId()

async function room(over: Parameters<typeof makeRoom>[1] | object = {}) {
  const [host, author, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, ...over })
  const asked = (status: 'pending' | 'approved' | 'answering' | 'answered_live' | 'dismissed') => makeQuestion(db, { eventId: event.id, authorId: author.id, status })
  return { eventId: event.id, host: testCtx(host), author: testCtx(author), other: testCtx(other), asked }
}
type Room = Awaited<ReturnType<typeof room>>
type Case = { over?: object; before?: (r: Room) => Promise<{ id: string }>; act: (r: Room, questionId: string) => Promise<unknown>; all: string[]; staff: string[] }

const on = (questionId: string) => ({ commandId: commandId(), questionId })
const cases: Record<string, Case> = {
  'asked where the host checks first': { act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は' }), all: [], staff: ['question.submitted'] },
  'asked where everything is shown': { over: { isModerated: false }, act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は' }), all: ['question.published'], staff: ['question.published'] },
  'shown by the host': { before: (r) => r.asked('pending'), act: (r, id) => approveQuestion(r.host, on(id)), all: ['question.published'], staff: ['question.published'] },
  'shown after all': { before: (r) => r.asked('dismissed'), act: (r, id) => approveQuestion(r.host, on(id)), all: ['question.published'], staff: ['question.published'] },
  'left out before anybody saw it': { before: (r) => r.asked('pending'), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'time' }), all: [], staff: ['question.dismissed'] },
  'taken away again': { before: (r) => r.asked('approved'), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'personal' }), all: ['question.withdrawn'], staff: ['question.dismissed'] },
  'answering, the first': { before: (r) => r.asked('approved'), act: (r, id) => startAnswering(r.host, on(id)), all: ['question.answering'], staff: ['question.answering'] },
  'answering, the next': { before: async (r) => { await r.asked('answering'); return r.asked('approved') }, act: (r, id) => startAnswering(r.host, on(id)), all: ['question.answered', 'question.answering'], staff: ['question.answered', 'question.answering'] },
  'answered': { before: (r) => r.asked('answering'), act: (r, id) => markAnswered(r.host, on(id)), all: ['question.answered'], staff: ['question.answered'] },
  'put back while answering': { before: (r) => r.asked('answering'), act: (r, id) => reopenQuestion(r.host, on(id)), all: ['question.reopened'], staff: ['question.reopened'] },
  'put back after the answer': { before: (r) => r.asked('answered_live'), act: (r, id) => reopenQuestion(r.host, on(id)), all: ['question.reopened'], staff: ['question.reopened'] },
  'votes counted': {
    before: (r) => r.asked('approved'),
    act: async (r, id) => { await voteForQuestion(r.other, { ...on(id), isOn: true }); await voteForQuestion(r.author, { ...on(id), isOn: true }); await countVotes(r.host) },
    all: ['votes.counted'], staff: ['votes.counted'],
  },
  'opened': { over: { status: 'waiting' }, act: (r) => openRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['room.opened'], staff: ['room.opened'] },
  'opened again': { over: { status: 'closed' }, act: (r) => openRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['room.opened'], staff: ['room.opened'] },
  'closed': { before: (r) => r.asked('answering'), act: (r) => closeRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['question.answered', 'room.closed'], staff: ['question.answered', 'room.closed'] },
  'asking paused': { act: (r) => switchAsking(r.host, { commandId: commandId(), eventId: r.eventId, isOn: false }), all: ['asking.switched'], staff: ['asking.switched'] },
  'moderation off': { act: (r) => switchModeration(r.host, { commandId: commandId(), eventId: r.eventId, isOn: false }), all: ['moderation.switched'], staff: ['moderation.switched'] },
}

test.each(Object.entries(cases))('%s: whoever only hears events has what a fresh read shows', async (_, c) => {
  const r = await room(c.over)
  const question = await c.before?.(r)
  const followers: [string, Ctx, typeof eventRoom | typeof eventStaffRoom][] = [['all', r.author, eventRoom], ['all', r.other, eventRoom], ['staff', r.host, eventStaffRoom]]
  const checks = await Promise.all(followers.map(([, ctx, source]) => follow(ctx, source as typeof eventRoom, r.eventId)))
  clock.advance(1000)
  await c.act(r, question?.id ?? '')
  for (const [i, check] of checks.entries()) {
    const { heard, fresh, types } = await check()
    expect(heard).toEqual(fresh)
    expect(types).toEqual(c[followers[i]![0] as 'all' | 'staff'])
  }
})

test('every event is shown above, for each audience', () => {
  const shown = (audience: 'all' | 'staff') => new Set(Object.values(cases).flatMap((c) => c[audience]))
  expect(shown('all')).toEqual(new Set(Object.keys(roomEvents)))
  // Hosts keep what is withdrawn from the others.
  expect(shown('staff')).toEqual(new Set(Object.keys(staffEvents).filter((type) => type !== 'question.withdrawn')))
})
