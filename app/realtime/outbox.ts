/**
 * Commands on their way: each keeps its id from the click until the server has acknowledged it, however often the line is cut in
 * between, so that it is done once. What somebody wrote also survives a reload of the tab.
 */
import type { Ack, CommandAnswers, CommandInput, CommandName } from '../contract/live.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { Line } from './line.ts'
import { createListeners } from './types.ts'

/** The same command as a form, for where sockets are blocked. */
export type FormPost = { action: string; fields: Record<string, string> }
export type SendOptions = {
  /** The form's own id, so that form and socket are one command. */
  commandId?: string
  /**
   * Of two waiting with one key the newer stays; two with one key never overtake each other. One that was sent is acknowledged first,
   * whatever came after it: else a server that has it in hand could do it last.
   */
  key?: string
  /** Survives a reload of the tab. */
  isKept?: boolean
  form?: FormPost
}

export type Waiting<K extends CommandName = CommandName> = { commandId: string; name: K; input: Omit<CommandInput<K>, 'commandId'> }
type Entry = Waiting & {
  memberId: string
  key: string | undefined
  isKept: boolean
  form: FormPost | undefined
  isSending: boolean
  /** It may have reached a server, now or later. */
  isSent: boolean
  tries: number
  settle: (answer: Ack<unknown>) => void
}
/** What somebody sent from a page that is no more, and the server refused. */
export type Refused = Waiting & { answer: Extract<Ack<unknown>, { ok: false }> }
type Kept = Pick<Entry, 'commandId' | 'name' | 'input' | 'memberId' | 'key' | 'form'>

const STORED_AS = 'enishi.outbox'
const ANSWER_WITHIN_MS = 10_000
/** Failures of the server, not of the line, until the person is told: about half a minute. */
const TRIES = 15
const LONGEST_WAIT_MS = 2_500

const codeOf: Record<number, ErrorCode> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 422: 'invalid', 429: 'too_many' }

export type Outbox = ReturnType<typeof createOutbox>

/** `post` sends a form and answers with the status of the reply (0: it was accepted and led elsewhere). */
export function createOutbox(line: Pick<Line, 'socket' | 'memberId' | 'state' | 'subscribe'>, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined, post: (form: FormPost) => Promise<number>, newId: () => string, random: () => number = Math.random) {
  const listeners = createListeners()
  let entries: Entry[] = []
  let waiting: readonly Waiting[] = []
  let refused: readonly Refused[] = []
  let isClosed = false

  function changed(): void {
    waiting = entries.map(({ commandId, name, input }) => ({ commandId, name, input }))
    listeners.tell()
    const kept = entries.filter((e) => e.isKept).map(({ commandId, name, input, memberId, key, form }): Kept => ({ commandId, name, input, memberId, key, form }))
    try {
      if (kept.length > 0) storage?.setItem(STORED_AS, JSON.stringify(kept))
      else storage?.removeItem(STORED_AS)
    } catch {
      // A full or forbidden storage: the command still waits in this page.
    }
  }

  function done(entry: Entry, answer: Ack<unknown>): void {
    entries = entries.filter((e) => e !== entry)
    changed()
    entry.settle(answer)
    pump()
  }

  async function trySocket(entry: Entry): Promise<Ack<unknown>> {
    const emit = line.socket.timeout(ANSWER_WITHIN_MS).emitWithAck as (name: string, input: unknown) => Promise<Ack<unknown>>
    return emit.call(line.socket.timeout(ANSWER_WITHIN_MS), entry.name, { ...entry.input, commandId: entry.commandId })
  }

  async function tryForm(form: FormPost): Promise<Ack<unknown>> {
    const status = await post(form)
    if (status < 400) return { ok: true, value: undefined }
    return { ok: false, code: codeOf[status] ?? 'unavailable' }
  }

  async function send(entry: Entry, form: FormPost | undefined): Promise<void> {
    entry.isSending = entry.isSent = true
    let answer: Ack<unknown> | undefined
    try {
      answer = await (form ? tryForm(form) : trySocket(entry))
    } catch {
      // Cut before the answer: it stays and goes again with the same id.
    }
    entry.isSending = false
    if (isClosed || !entries.includes(entry)) return
    if (answer === undefined) return pump()
    const mayPass = !answer.ok && (answer.code === 'unavailable' || (answer.code === 'too_many' && (answer.retryAfter ?? 99) <= 2))
    if (!mayPass || entry.tries >= TRIES) return done(entry, answer)
    entry.tries += 1
    entry.isSending = true
    setTimeout(() => {
      entry.isSending = false
      pump()
    }, Math.min(LONGEST_WAIT_MS, 500 * 2 ** entry.tries) * (0.75 + random() / 2))
  }

  function pump(): void {
    if (isClosed) return
    const { status } = line.state()
    if (status === 'ended') {
      for (const entry of entries) entry.settle({ ok: false, code: 'unauthenticated' })
      entries = entries.filter((e) => e.isKept)
      return
    }
    const busy = new Set(entries.filter((e) => e.isSending).map((e) => e.key))
    for (const entry of entries) {
      if (entry.isSending || (entry.key !== undefined && busy.has(entry.key))) continue
      if (entry.key !== undefined) busy.add(entry.key)
      if (status === 'live' && line.socket.connected) void send(entry, undefined)
      else if (status === 'polling' && entry.form) void send(entry, entry.form)
    }
  }

  function add(entry: Omit<Entry, 'isSending' | 'isSent' | 'tries'>): void {
    const replaced = entry.key === undefined ? undefined : entries.find((e) => e.key === entry.key && !e.isSent)
    const { settle } = entry
    entries = [...entries.filter((e) => e !== replaced), { ...entry, isSending: false, isSent: false, tries: 0, settle: (answer) => { settle(answer); replaced?.settle(answer) } }]
    changed()
    pump()
  }

  function restore(): void {
    let kept: Kept[] = []
    try {
      const parsed: unknown = JSON.parse(storage?.getItem(STORED_AS) ?? '[]')
      if (Array.isArray(parsed)) kept = parsed as Kept[]
    } catch {
      // Not ours, or not readable: nothing to send.
    }
    for (const k of kept) {
      if (k.memberId !== line.memberId) continue
      const settle = (answer: Ack<unknown>) => {
        if (answer.ok || answer.code === 'unauthenticated') return
        refused = [...refused, { commandId: k.commandId, name: k.name, input: k.input, answer }]
        listeners.tell()
      }
      add({ ...k, isKept: true, settle })
    }
  }

  const off = line.subscribe(pump)
  restore()

  return {
    /** Resolves when the server has committed the command or refused it for good. */
    send<K extends CommandName>(name: K, input: Omit<CommandInput<K>, 'commandId'>, options: SendOptions = {}): Promise<Ack<CommandAnswers[K]>> {
      const { commandId = newId(), key, isKept = false, form } = options
      return new Promise((resolve) => {
        add({ commandId, name, input, memberId: line.memberId, key, isKept, form, settle: resolve as (answer: Ack<unknown>) => void })
      })
    },
    waiting: () => waiting,
    refused: () => refused,
    /** It has been given back to whom it belongs. */
    forget(commandId: string): void {
      refused = refused.filter((r) => r.commandId !== commandId)
      listeners.tell()
    },
    subscribe: listeners.add,
    close() {
      isClosed = true
      off()
    },
  }
}
