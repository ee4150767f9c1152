import { expect, test } from 'vitest'
import { foldMine, foldRoom, type LiveEvent, type Mine, type Question, type RoomState, tallyOf } from './fold.ts'
import { questionStatuses } from './policy.ts'

const question = (id: string, askedAt: string, over: Partial<Question> = {}): Question => ({ id, text: id, asker: null, status: 'approved', votes: 0, askedAt, answeringAt: null, answeredAt: null, reason: null, ...over })
const state: RoomState = { status: 'open', isModerated: true, isAskingOpen: true, openedAt: null, closedAt: null, allowsPseudonym: false, allowsAnonymous: false, lacksCustodians: false, stageView: 'question', stagePollId: null, stream: null, recording: null, labels: [], lead: null, stage: [], polls: [], questions: [question('a', '2025-11-20T01:00:00.000Z'), question('c', '2025-11-20T01:02:00.000Z')] }

test('a question takes its place by the time it was asked, whenever it is shown', () => {
  const b = question('b', '2025-11-20T01:01:00.000Z')
  expect(foldRoom(state, { type: 'question.published', payload: { question: b } }).questions.map((q) => q.id)).toEqual(['a', 'b', 'c'])
})

test('of two asked at the same moment the smaller id stands first', () => {
  const same = question('b', '2025-11-20T01:02:00.000Z')
  expect(foldRoom(state, { type: 'question.published', payload: { question: same } }).questions.map((q) => q.id)).toEqual(['a', 'b', 'c'])
})

test('showing a question again replaces it', () => {
  const shown = foldRoom(state, { type: 'question.published', payload: { question: question('a', '2025-11-20T01:00:00.000Z', { votes: 4 }) } })
  expect(shown.questions).toMatchObject([{ id: 'a', votes: 4 }, { id: 'c' }])
})

test('counts reach the questions they name and no other', () => {
  expect(foldRoom(state, { type: 'votes.counted', payload: { counts: [{ id: 'c', votes: 7 }, { id: 'unknown', votes: 3 }] } }).questions.map((q) => q.votes)).toEqual([0, 7])
})

test('what it does not know leaves the state as it is', () => {
  expect(foldRoom(state, { type: 'stage.lit', payload: {} } as unknown as LiveEvent)).toBe(state)
})

test('what the author hears twice changes nothing the second time, and another room stays as it is', () => {
  const mine: Mine = { votes: [], questions: [], ballots: [] }
  const here = { kind: 'event', id: 'e1' } as const
  const submitted = { type: 'question.submitted', payload: { eventId: 'e1', question: { id: 'q', text: '?', askedAt: '2025-11-20T01:00:00.000Z', status: 'pending', reason: null } } } as const
  const once = foldMine(mine, submitted, here)
  expect(foldMine(once, submitted, here)).toEqual(once)
  expect(foldMine(mine, submitted, { kind: 'event', id: 'e2' })).toBe(mine)
})

test('the tally adds up', () => {
  const statuses = ['pending', 'approved', 'approved', 'answering', 'answered_live', 'answered_text', 'deferred', 'dismissed', 'merged', 'withdrawn'] as const
  const { submitted, ...places } = tallyOf(statuses.map((status) => ({ status })))
  expect(places).toEqual({ answered: 2, answering: 1, shown: 2, deferred: 1, pending: 1, merged: 1, dismissed: 1, withdrawn: 1 })
  expect(Object.values(places).reduce((a, b) => a + b)).toBe(submitted)
  // Wherever a question can be, it is counted in one place.
  for (const status of questionStatuses) {
    const { submitted: all, ...where } = tallyOf([{ status }])
    expect([status, all, Object.values(where).filter((n) => n > 0)]).toEqual([status, 1, [1]])
  }
})
