import { expect, test } from 'vitest'
import { type Account, guest, type Role, system } from '../../core/actor.ts'
import { canModerate, canReadBoards, canReply, canStartTopic } from './policy.ts'

const account = (role: Role, status: Account['status'] = 'active'): Account => ({ kind: 'account', id: 'a', sessionId: 's', status, role, handle: 'h', displayName: 'n', lng: 'ja' })
const open = { isClosed: false, isArchived: false }

test('members read and write, whatever their role; nobody else does', () => {
  for (const role of ['member', 'department', 'moderator', 'hr_admin', 'operator'] as const) {
    expect([canReadBoards(account(role)), canReply(account(role), open), canStartTopic(account(role), open)]).toEqual([true, true, true])
  }
  for (const actor of [guest, system, account('member', 'applicant'), account('hr_admin', 'suspended')]) {
    expect([canReadBoards(actor), canReply(actor, open), canStartTopic(actor, open), canModerate(actor)]).toEqual([false, false, false, false])
  }
})

test('closed topics and archived boards take no posts', () => {
  expect(canReply(account('hr_admin'), { isClosed: true, isArchived: false })).toBe(false)
  expect(canReply(account('hr_admin'), { isClosed: false, isArchived: true })).toBe(false)
  expect(canStartTopic(account('hr_admin'), { isArchived: true })).toBe(false)
})

test('only 事務局 moderates', () => {
  expect((['member', 'department', 'moderator', 'hr_admin', 'operator'] as const).map((role) => canModerate(account(role)))).toEqual([false, false, true, true, false])
})
