import { expect, test } from 'vitest'
import { mailLists, type Reader, whyHoldBack } from './policy.ts'

const reader = (over: Partial<Reader> = {}): Reader => ({ status: 'active', choice: null, suppressed: [], ...over })

test.each([
  ['service mail goes to a member', null, reader(), null],
  ['service mail goes to an applicant', null, reader({ status: 'applicant' }), null],
  ['service mail goes to somebody suspended: they are told why', null, reader({ status: 'suspended' }), null],
  ['service mail goes to a mere address', null, reader({ status: null }), null],
  ['service mail knows no unsubscribing', null, reader({ choice: false, suppressed: ['digest'] }), null],
  ['whoever left is not written to', null, reader({ status: 'left' }), 'not_active'],
  ['a dead address gets nothing at all', null, reader({ suppressed: ['all'] }), 'suppressed'],
  ['the digest goes to who asked for it', 'digest', reader({ choice: true }), null],
  ['the digest does not go to who said nothing', 'digest', reader(), 'unsubscribed'],
  ['the digest does not go to who stopped it', 'digest', reader({ choice: false }), 'unsubscribed'],
  ['reminders go until stopped', 'reminders', reader(), null],
  ['reminders stopped', 'reminders', reader({ choice: false }), 'unsubscribed'],
  ['an address kept off one list', 'reminders', reader({ suppressed: ['reminders'] }), 'suppressed'],
  ['an address kept off another list', 'reminders', reader({ suppressed: ['digest'] }), null],
  ['a yes does not lift a suppression', 'digest', reader({ choice: true, suppressed: ['all'] }), 'suppressed'],
] as const)('%s', (_, list, who, held) => {
  expect(whyHoldBack(list, who)).toBe(held)
})

test('bulk mail never goes to anybody but active members', () => {
  for (const list of mailLists) for (const status of ['applicant', 'suspended', 'left', null] as const) expect(whyHoldBack(list, reader({ status, choice: true }))).toBe('not_active')
})
