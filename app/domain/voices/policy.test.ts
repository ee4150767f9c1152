import { expect, test } from 'vitest'
import { guest, system, type Account } from '../../core/actor.ts'
import { canKeepVoices, canReadVoices, isClosed, nextSteps, outcomes, readSource, stageOf, STAGES, voiceSteps, whatLacks, whyNotStep } from './policy.ts'

const whole = { position: '考え方です。', reason: '理由です。' }

test('a voice goes one step at a time to one of four ends, and is done only where it was taken up', () => {
  const ways: string[][] = []
  const walk = (way: (typeof voiceSteps)[number][]) => {
    const next = nextSteps(way.at(-1)!)
    if (next.length === 0) ways.push(way)
    for (const to of next) walk([...way, to])
  }
  walk(['received'])
  const [a, b, c] = ['received', 'considering', 'answered']
  expect(ways).toEqual([[a, b, c, 'adopted', 'done'], [a, b, c, 'partly', 'done'], [a, b, c, 'noted'], [a, b, c, 'declined']])
  for (const from of voiceSteps) for (const to of voiceSteps) expect(whyNotStep({ step: from, ...whole }, to)).toEqual(nextSteps(from).includes(to) ? null : { to: 'voices.not_next' })
  for (const step of voiceSteps) for (const to of nextSteps(step)) expect(stageOf(to)).toBe(stageOf(step) + 1)
  expect(stageOf('done')).toBe(STAGES)
})

test('no end without 県の考え方, and 反映困難 not without a reason', () => {
  for (const to of outcomes) {
    expect(whyNotStep({ step: 'answered', position: ' 　\n', reason: '理由' }, to)).toEqual({ position: 'voices.needs_position' })
    expect(whyNotStep({ step: 'answered', position: '考え方', reason: ' ' }, to)).toEqual(to === 'declined' ? { reason: 'voices.needs_reason' } : null)
  }
  expect(whatLacks({ step: 'declined', position: '', reason: '' })).toEqual({ position: 'voices.needs_position', reason: 'voices.needs_reason' })
  for (const step of voiceSteps) expect(whatLacks({ step, position: '', reason: '' }) === null).toBe(!isClosed(step))
})

test('members read, the office keeps', () => {
  const as = (role: Account['role'], status: Account['status'] = 'active') => ({ kind: 'account', role, status }) as Account
  for (const actor of [guest, system, as('member', 'applicant'), as('hr_admin', 'suspended')]) expect([canReadVoices(actor), canKeepVoices(actor)]).toEqual([false, false])
  for (const role of ['member', 'department', 'operator'] as const) expect([canReadVoices(as(role)), canKeepVoices(as(role))]).toEqual([true, false])
  for (const role of ['moderator', 'hr_admin'] as const) expect([canReadVoices(as(role)), canKeepVoices(as(role))]).toEqual([true, true])
})

test('an address that somebody copied means a post, a question or a member', () => {
  const [a, b] = ['0198a1b2-0000-7000-8000-000000000001', '0198A1B2-0000-7000-8000-000000000002']
  const post = (no: number) => ({ kind: 'post', topicId: a, no })
  for (const typed of [`/topics/${a}?from=1#post-3`, `https://enishi.example.jp/topics/${a}#post-3`, ` http://localhost:3000/topics/${a}/posts/3 `, `/topics/${a}/posts/3?x=1#history`]) expect(readSource(typed)).toEqual(post(3))
  expect(readSource(`/topics/${a}?from=21`)).toEqual(post(1))
  expect(readSource(`https://x.jp/events/${a}/live?chapter=${b}#q-${b}`)).toEqual({ kind: 'question', id: b })
  expect(readSource(`/events/${a}/host#q-${b}`)).toEqual({ kind: 'question', id: b })
  for (const typed of ['@Takase', '＠takase']) expect(readSource(typed)).toEqual({ kind: 'member', handle: 'takase' })
  for (const typed of ['', 'takase', '/topics/1', `/topics/${a}/posts/x`, `/events/${a}/live`, `/boards/hello#post-3`, `javascript:alert(1)//topics/${a}`, `/topics/${a}#post-99999999999`, '/'.repeat(300)]) expect(readSource(typed)).toBeNull()
})
