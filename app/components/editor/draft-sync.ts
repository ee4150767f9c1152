import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts'
import type { Written } from './writing-box.tsx'

/** A draft as the server keeps it, the same on every device. */
export type ServerDraft = { version: number; text: string; doc: unknown; fields?: Record<string, string>; at: string; /** Written just now, while this box was open. */ isFresh?: true; /** Kept in this browser, not at the server. */ isLocal?: true }
type Fields = Record<string, string>
/** What the box does when it has heard what the server keeps. `ask`: two texts, and only the writer knows which. */
export type Meeting = { do: 'nothing' } | { do: 'forget' } | { do: 'take'; draft: ServerDraft } | { do: 'keep'; base: number; isSaved: boolean } | { do: 'ask'; draft: ServerDraft }

/** All that was typed, for comparing: the fields by name, then the text. A choice that always has a value is not typed. */
export const typedIn = (text: string, fields: Fields = {}): string =>
  [...Object.entries(fields).filter(([name]) => name !== 'board').sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), text].filter((s) => s.trim() !== '').join('\n')

/** Brings together what this browser kept, what the server keeps and what stands in the box. Pure. */
export function meet(here: Draft | null, server: ServerDraft | null, inBox: string): Meeting {
  const local = here && { ...here, text: typedIn(here.text, here.fields) }
  // What the server knew and knows no longer was sent or thrown away elsewhere.
  if (server === null) return local === null ? { do: 'nothing' } : local.isSaved === true && local.text === inBox ? { do: 'forget' } : { do: 'keep', base: 0, isSaved: false }
  if (local?.base === server.version && local.text === inBox) return { do: 'keep', base: server.version, isSaved: local.isSaved === true }
  if (inBox.trim() === '' || (local?.isSaved === true && local.text === inBox)) return { do: 'take', draft: server }
  if (inBox === typedIn(server.text, server.fields)) return { do: 'keep', base: server.version, isSaved: true }
  return { do: 'ask', draft: server }
}

const LOCAL_MS = 600
const PAUSE_MS = 1_000
/** No more than one save to the server in this time, and none later than this after the last key. */
const EVERY_MS = 2_000
const ADDRESS = '/drafts/at'

type Box = { read(): Written & { fields?: Fields }; isEmpty(): boolean; onKept(at: Date | null): void; onOther(draft: ServerDraft): void }

/** Keeps what is written in a box: soon in this browser, then at the server. Nothing is overwritten that this device has not seen. */
export function createKeeper(key: string, place: string, box: Box) {
  let base = readDraft(key)?.base ?? 0
  let timers: { local?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> } = {}
  let savedAt = 0
  let isSaving = false
  let isWaiting = false
  let isSame = false
  // What the server has as `base`: it is not sent again, for a text that was sent or thrown away elsewhere meanwhile would come back by it.
  let known: string | null = null
  let turn = 0

  const post = (fields: Record<string, string>, keepalive = false): Promise<unknown> =>
    fetch(ADDRESS, { method: 'POST', body: new URLSearchParams({ place, ...fields }), keepalive, headers: { Accept: 'application/json' } }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))

  function keepHere(isSaved: boolean): void {
    clearTimeout(timers.local)
    delete timers.local
    isSame = isSaved
    const { text, doc, fields } = box.read()
    if (isSaved) known = JSON.stringify([text, doc, fields])
    const at = new Date()
    const isKept = keepDraft(key, { text, ...(fields && { fields }), ...(doc === undefined ? {} : { doc: JSON.parse(doc) as unknown }), at: at.toISOString(), base, isSaved }, box.isEmpty())
    box.onKept(isKept ? at : null)
  }

  /** Nothing more is saved until the writer has chosen. */
  function offer(other: ServerDraft): void {
    isWaiting = true
    box.onOther(other)
  }

  async function save(isLeaving = false): Promise<void> {
    clearTimeout(timers.server)
    delete timers.server
    if (isWaiting || (isSaving && !isLeaving)) return
    const written = box.read()
    if (base > 0 && known === JSON.stringify([written.text, written.doc, written.fields])) return keepHere(true)
    const [mine, before] = [turn, base]
    isSaving = true
    savedAt = Date.now()
    try {
      if (box.isEmpty()) {
        if (base > 0) await post({ intent: 'drop', version: String(base) }, isLeaving)
        return
      }
      const fields: Record<string, string> = { ...written.fields, ...(written.doc === undefined ? { text: written.text } : { doc: written.doc }) }
      const isSmall = (written.doc ?? written.text).length < 15_000
      const answer = (await post({ intent: 'save', base: String(base), ...fields }, isLeaving && isSmall)) as { isSaved: true; version: number } | { isSaved: false; other: ServerDraft }
      if (!answer.isSaved) {
        if (mine === turn) offer(answer.other)
      } else if (mine !== turn) void post({ intent: 'drop', version: String(answer.version) }).catch(() => undefined)
      else {
        base = answer.version
        const now = box.read()
        keepHere(now.doc === written.doc && now.text === written.text && JSON.stringify(now.fields) === JSON.stringify(written.fields))
      }
    } catch {
      // Without a line it stays in this browser; the next key or the line coming back tries again.
      base = before
    } finally {
      isSaving = false
    }
  }

  function changed(): void {
    clearTimeout(timers.local)
    clearTimeout(timers.server)
    timers = { local: setTimeout(() => keepHere(false), LOCAL_MS), server: setTimeout(() => void save(), Math.max(PAUSE_MS, Math.min(EVERY_MS, savedAt + EVERY_MS - Date.now()))) }
  }

  const online = () => { if (readDraft(key)?.isSaved === false) void save() }
  window.addEventListener('online', online)
  return {
    changed,
    offer,
    /** Where this device stands: the version it follows on, whether what is in the box is that version, and whether it is being saved. */
    now: () => ({ base, isSaved: isSame && timers.local === undefined, isSaving }),
    /** What is not yet kept is kept now; to the server only where one leaves, or when the last save is long enough ago. */
    flush(isLeaving: boolean): void {
      if (timers.local !== undefined) keepHere(false)
      if (timers.server !== undefined && (isLeaving || Date.now() - savedAt >= EVERY_MS)) void save(isLeaving)
    },
    /** Asks what the server keeps. Answers null when there is no draft, and rejects when there is no line. */
    ask: (): Promise<ServerDraft | null> => fetch(`${ADDRESS}?place=${encodeURIComponent(place)}`, { headers: { Accept: 'application/json' } }).then(async (answer) => (answer.ok ? ((await answer.json()) as { draft: ServerDraft | null }).draft : Promise.reject(new Error(String(answer.status))))),
    /** From now on the text in the box follows on `version`. */
    settle(version: number, isSaved: boolean): void {
      base = version
      isWaiting = false
      keepHere(isSaved)
      if (!isSaved) void save()
    },
    /** The text was sent, or is not wanted: it is forgotten here and at the server. */
    clear(): void {
      turn++
      clearTimeout(timers.local)
      clearTimeout(timers.server)
      timers = {}
      isWaiting = false
      dropDraft(key)
      if (base > 0) void post({ intent: 'drop', version: String(base) }, true).catch(() => undefined)
      base = 0
      box.onKept(null)
    },
    forget(): void {
      dropDraft(key)
      base = 0
    },
    close(): void {
      window.removeEventListener('online', online)
      clearTimeout(timers.local)
      clearTimeout(timers.server)
    },
  }
}
export type Keeper = ReturnType<typeof createKeeper>
