import { expect, test, vi } from 'vitest'
import { createListeners, type LineState } from './types.ts'
import { createOutbox, type FormPost } from './outbox.ts'
import { scriptedSocket } from './scripted-socket.ts'

function storage() {
  const kept = new Map<string, string>()
  return { kept, getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) }
}

function open({ store = storage(), memberId = 'm1', post = async () => 0 }: { store?: Pick<ReturnType<typeof storage>, 'kept' | 'getItem' | 'setItem' | 'removeItem'>; memberId?: string; post?: (form: FormPost) => Promise<number> } = {}) {
  const script = scriptedSocket()
  const listeners = createListeners()
  let state: LineState = { status: 'static', attempt: 0 }
  const become = (status: LineState['status']) => {
    state = { status, attempt: 0 }
    if (status === 'live') script.connect()
    listeners.tell()
  }
  const line = { socket: script.socket, memberId, state: () => state, subscribe: listeners.add }
  let n = 0
  const outbox = createOutbox(line, store, post, () => `c${++n}`)
  return { ...script, outbox, become, store }
}
const ask = { eventId: 'e', text: '?' }
const done = { ok: true, value: { questionId: 'q', isPending: true } }

test('a command waits for the line, and goes again with the same id until it is acknowledged', async () => {
  const o = open()
  const answer = o.outbox.send('live:ask', ask)
  expect(o.asked).toEqual([])
  expect(o.outbox.waiting()).toMatchObject([{ name: 'live:ask', commandId: 'c1' }])
  o.become('live')
  expect(o.asked).toMatchObject([{ name: 'live:ask', input: { ...ask, commandId: 'c1' } }])
  o.cut()
  o.become('away')
  await vi.waitFor(() => expect(o.asked).toEqual([]))
  o.become('live')
  await vi.waitFor(() => expect(o.asked).toMatchObject([{ input: { commandId: 'c1' } }]))
  o.asked[0]!.answer(done)
  expect(await answer).toEqual(done)
  expect(o.outbox.waiting()).toEqual([])
})

test('the id of the form is the id of the command', () => {
  const o = open()
  o.become('live')
  void o.outbox.send('live:ask', ask, { commandId: 'of the form' })
  expect(o.asked).toMatchObject([{ input: { commandId: 'of the form' } }])
})

test('of two waiting with one key the newer stays, and answers for both; one under way is not overtaken', async () => {
  const o = open()
  const vote = (isOn: boolean) => o.outbox.send('live:vote', { questionId: 'q', isOn }, { key: 'vote:q' })
  const first = vote(true)
  const second = vote(false)
  o.become('live')
  expect(o.asked).toMatchObject([{ input: { isOn: false } }])
  const third = vote(true)
  expect(o.asked).toHaveLength(1)
  o.asked.shift()!.answer({ ok: true, value: { isOn: false, votes: 0 } })
  expect(await Promise.all([first, second])).toEqual([{ ok: true, value: { isOn: false, votes: 0 } }, { ok: true, value: { isOn: false, votes: 0 } }])
  await vi.waitFor(() => expect(o.asked).toMatchObject([{ input: { isOn: true } }]))
  o.asked.shift()!.answer({ ok: true, value: { isOn: true, votes: 1 } })
  expect(await third).toMatchObject({ value: { votes: 1 } })
})

test('one that was sent and not acknowledged goes again before what came after it, with the same id', async () => {
  const o = open()
  const vote = (isOn: boolean) => o.outbox.send('live:vote', { questionId: 'q', isOn }, { key: 'vote:q' })
  o.become('live')
  const first = vote(true)
  expect(o.asked).toMatchObject([{ input: { commandId: 'c1', isOn: true } }])
  o.cut()
  o.become('away')
  await vi.waitFor(() => expect(o.asked).toEqual([]))
  // The outbox has heard it too.
  await new Promise((resolve) => setTimeout(resolve))
  // While the line is down: the last word stays, the one that a server may have is not forgotten.
  const [second, third] = [vote(false), vote(true), vote(false)].slice(1) as [Promise<unknown>, Promise<unknown>]
  o.become('live')
  await vi.waitFor(() => expect(o.asked).toMatchObject([{ input: { commandId: 'c1' } }]))
  o.asked.shift()!.answer({ ok: true, value: { isOn: true, votes: 1 } })
  expect(await first).toMatchObject({ value: { isOn: true } })
  await vi.waitFor(() => expect(o.asked).toMatchObject([{ input: { commandId: 'c4', isOn: false } }]))
  o.asked.shift()!.answer({ ok: true, value: { isOn: false, votes: 0 } })
  expect(await Promise.all([second, third])).toMatchObject([{ value: { isOn: false } }, { value: { isOn: false } }])
})

test('a server in trouble is asked again every few seconds for half a minute, then the person is told', async () => {
  vi.useFakeTimers()
  try {
    const o = open()
    o.become('live')
    const began = Date.now()
    let answer: unknown
    void o.outbox.send('live:ask', ask).then((a) => { answer = a })
    let longest = 0
    for (let last = Date.now(); answer === undefined; await vi.advanceTimersByTimeAsync(50)) {
      if (o.asked.length === 0) continue
      longest = Math.max(longest, Date.now() - last)
      last = Date.now()
      o.asked.shift()!.answer({ ok: false, code: 'unavailable' })
    }
    expect(longest).toBeLessThan(3_500)
    expect(Date.now() - began).toBeGreaterThan(25_000)
    expect(answer).toMatchObject({ code: 'unavailable' })
  } finally {
    vi.useRealTimers()
  }
})

test('what is kept survives the page, for the same member alone, and nothing else does', async () => {
  const store = storage()
  const before = open({ store })
  void before.outbox.send('live:ask', ask, { isKept: true })
  void before.outbox.send('live:vote', { questionId: 'q', isOn: true })
  before.outbox.close()

  const other = open({ store: { ...storage(), kept: store.kept, getItem: store.getItem }, memberId: 'm2' })
  other.become('live')
  expect(other.asked).toEqual([])

  const after = open({ store })
  after.become('live')
  expect(after.asked).toMatchObject([{ name: 'live:ask', input: { commandId: 'c1' } }])
  after.asked[0]!.answer(done)
  await vi.waitFor(() => expect(store.kept.size).toBe(0))
})

test('what is refused after the page was loaded anew is given back, once', async () => {
  const store = storage()
  const before = open({ store })
  void before.outbox.send('live:ask', ask, { isKept: true })
  before.outbox.close()
  const after = open({ store })
  after.become('live')
  after.asked[0]!.answer({ ok: false, code: 'conflict', textKey: 'live.ask_closed' })
  await vi.waitFor(() => expect(after.outbox.refused()).toMatchObject([{ name: 'live:ask', input: ask, answer: { textKey: 'live.ask_closed' } }]))
  after.outbox.forget('c1')
  expect(after.outbox.refused()).toEqual([])
})

test('a storage that is full or not ours stops nothing', () => {
  const store = { getItem: () => '{not json', setItem: () => { throw new Error('full') }, removeItem: () => undefined, kept: new Map<string, string>() }
  const o = open({ store })
  o.become('live')
  void o.outbox.send('live:ask', ask, { isKept: true })
  expect(o.asked).toHaveLength(1)
})

test('a refusal is told at once, a server in trouble is tried again', async () => {
  vi.useFakeTimers()
  try {
    const o = open()
    o.become('live')
    const refused = o.outbox.send('live:ask', ask)
    o.asked.shift()!.answer({ ok: false, code: 'conflict', textKey: 'live.ask_closed' })
    expect(await refused).toMatchObject({ code: 'conflict', textKey: 'live.ask_closed' })
    const tried = o.outbox.send('live:ask', ask)
    o.asked.shift()!.answer({ ok: false, code: 'unavailable' })
    await vi.advanceTimersByTimeAsync(1_250)
    expect(o.asked).toMatchObject([{ input: { commandId: 'c2' } }])
    o.asked.shift()!.answer(done)
    expect(await tried).toEqual(done)
  } finally {
    vi.useRealTimers()
  }
})

test('where sockets are blocked the same command goes as a form', async () => {
  const posted: FormPost[] = []
  const o = open({ post: async (form) => { posted.push(form); return posted.length === 1 ? 0 : 409 } })
  const form = { action: '/events/e/live', fields: { intent: 'ask', commandId: 'c9' } }
  const first = o.outbox.send('live:ask', ask, { form })
  o.become('away')
  expect(posted).toEqual([])
  o.become('polling')
  expect(await first).toEqual({ ok: true, value: undefined })
  expect(posted).toEqual([form])
  expect(await o.outbox.send('live:ask', ask, { form })).toMatchObject({ ok: false, code: 'conflict' })
})

test('when the session has ended, whoever waits is told, and what was written is kept for the next time', async () => {
  const o = open()
  const answer = o.outbox.send('live:ask', ask, { isKept: true })
  o.become('ended')
  expect(await answer).toEqual({ ok: false, code: 'unauthenticated' })
  expect(o.store.kept.size).toBe(1)
})
