import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLine } from './line.ts'
import { ANSWER_MS, keepPulse, QUIET_MS } from './pulse.ts'
import { scriptedSocket } from './scripted-socket.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const script = scriptedSocket()
  const page = { isSeen: true }
  const asked = vi.spyOn(script.socket, 'emit')
  const line = createLine(script.socket, 'm1')
  const stop = keepPulse({ socket: script.socket, silent: line.silent, isSeen: () => page.isSeen })
  script.connect()
  return { ...script, asked, line, page, stop, hear: () => script.say('packet') }
}

test('a line that breaks without a word is away within a few seconds, and live again as soon as anything is heard', () => {
  const o = open()
  o.hear()
  // With the two seconds of the banner that is less than six.
  vi.advanceTimersByTime(QUIET_MS + ANSWER_MS + 10)
  expect(o.asked).toHaveBeenCalledWith('line:there', null, expect.any(Function))
  expect(o.line.state()).toEqual({ status: 'away', attempt: 0 })
  o.hear()
  expect(o.line.state()).toEqual({ status: 'live', attempt: 0 })
})

test('a line that answers stays live, and one that is heard anyway is never asked', () => {
  const o = open()
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(QUIET_MS / 2)
    o.hear()
  }
  expect(o.asked).not.toHaveBeenCalled()
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(QUIET_MS)
    if (o.asked.mock.calls.length > 0) o.hear()
    o.asked.mockClear()
    expect(o.line.state().status).toBe('live')
  }
})

test('nobody asks where nobody looks, nor after the page has left the room', () => {
  const o = open()
  o.page.isSeen = false
  vi.advanceTimersByTime(60_000)
  expect(o.asked).not.toHaveBeenCalled()
  o.page.isSeen = true
  vi.advanceTimersByTime(QUIET_MS + ANSWER_MS + 10)
  expect(o.line.state().status).toBe('away')
  o.stop()
  expect(o.line.state().status).toBe('live')
  o.asked.mockClear()
  vi.advanceTimersByTime(60_000)
  expect(o.asked).not.toHaveBeenCalled()
})

test('a line that did break is said by itself, not by this', () => {
  const o = open()
  o.cut()
  vi.advanceTimersByTime(60_000)
  expect(o.asked).not.toHaveBeenCalled()
  expect(o.line.state().status).toBe('away')
  o.connect()
  expect(o.line.state().status).toBe('live')
})
