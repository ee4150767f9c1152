import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLine } from './line.ts'
import { scriptedSocket } from './scripted-socket.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(doPagesLoad = async () => false) {
  const script = scriptedSocket()
  const connects = vi.spyOn(script.socket, 'connect')
  const line = createLine(script.socket, 'm1', { doPagesLoad, random: () => 0.5 })
  return { ...script, line, connects }
}

test('static, live, away and live again', () => {
  const o = open()
  expect(o.line.state().status).toBe('static')
  o.connect()
  expect(o.line.state()).toEqual({ status: 'live', attempt: 0 })
  o.cut()
  expect(o.line.state().status).toBe('away')
  o.connect()
  expect(o.line.state()).toEqual({ status: 'live', attempt: 0 })
})

test('a session that ended stays ended, and nobody tries again', () => {
  const o = open()
  o.connect()
  o.say('server:farewell', { why: 'session' })
  o.say('disconnect', 'io server disconnect')
  vi.advanceTimersByTime(60_000)
  expect(o.line.state().status).toBe('ended')
  expect(o.connects).not.toHaveBeenCalled()
  const refused = open()
  refused.say('connect_error', new Error('unauthenticated'))
  expect(refused.line.state().status).toBe('ended')
})

test('who is turned away because something cannot be read just now comes again, each at a moment of its own', () => {
  const o = open()
  o.refuse('unavailable')
  expect(o.line.state().status).toBe('away')
  vi.advanceTimersByTime(1_999)
  expect(o.connects).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(o.connects).toHaveBeenCalledTimes(1)
})

test('one line too many waits a good while before it comes back', () => {
  const o = open()
  o.connect()
  o.say('server:farewell', { why: 'too_many_lines' })
  o.say('disconnect', 'io server disconnect')
  vi.advanceTimersByTime(10_000)
  expect(o.connects).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(o.connects).toHaveBeenCalledTimes(1)
})

test('before a restart it moves at a moment of its own', () => {
  const o = open()
  o.connect()
  o.say('server:restarting', { withinMs: 4_000 })
  vi.advanceTimersByTime(1_999)
  expect(o.connects).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(o.connects).toHaveBeenCalledTimes(1)
})

test('when sockets are blocked and pages load, the page is read again and again instead', async () => {
  const o = open(async () => true)
  for (let i = 0; i < 3; i++) o.say('connect_error', new Error('websocket error'))
  await vi.waitFor(() => expect(o.line.state()).toEqual({ status: 'polling', attempt: 3 }))
  o.say('connect_error', new Error('websocket error'))
  expect(o.line.state().status).toBe('polling')
  o.connect()
  expect(o.line.state()).toEqual({ status: 'live', attempt: 0 })
})

test('when nothing answers at all it is away, not polling', async () => {
  const o = open(async () => { throw new Error('no network') })
  for (let i = 0; i < 5; i++) o.say('connect_error', new Error('websocket error'))
  await vi.advanceTimersByTimeAsync(0)
  expect(o.line.state()).toEqual({ status: 'away', attempt: 5 })
})
