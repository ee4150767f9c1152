import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLatest } from '~/realtime/use-latest.ts'
import { readDraft } from './draft.ts'
import { createKeeper, type Keeper, meet, type ServerDraft, typedIn } from './draft-sync.ts'
import type { Written } from './writing-box.tsx'

export type DraftPlace = {
  /** Where the text belongs, for its draft; and who writes, because a browser may have several members. */
  place: string
  writerId: string
  /** Whether the server may have a draft; unknown when left out. */
  hasDraft?: boolean | undefined
  /** Fields of the form that belong to its draft, by name; those in `chosen` keep what the page came with. */
  fields?: readonly string[]
  chosen?: readonly string[]
  /** A text to begin with, as a plain text field has it: it comes below a draft. */
  addition?: string | undefined
  onDraft?: (at: Date | null) => void
}
/** The box whose text is kept. */
type Box = {
  element: RefObject<HTMLElement>
  read(): Written
  isEmpty(): boolean
  /** Whether it still is a plain text field. */
  isPlain(): boolean
  /** Puts a text into it: its document, or the plain text where that is all there is. */
  put(written: { text: string; doc: unknown }): void
  add(text: string): void
}
type Fields = Record<string, string>
/** What hearing of other devices needs of a box and its draft. */
export type WatchedDraft = {
  place: string
  keeper: RefObject<Keeper | null>
  /** All that was typed. */
  typed(): string
  isEmpty(): boolean
  /** Puts a draft into the box; null empties it. */
  take(draft: ServerDraft | null): void
}

/** Keeps what is written in a box, and the fields of its form that belong to it; `other` is a draft that the writer has to choose about. */
export function useDraft(box: Box, { place, writerId, hasDraft, fields: names, chosen = [], addition = '', onDraft }: DraftPlace) {
  const keeper = useRef<Keeper | null>(null)
  const [other, setOther] = useState<ServerDraft | null>(null)
  const form = () => box.element.current?.closest('form')
  const field = (name: string) => form()?.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null | undefined
  const fieldsNow = () => (names === undefined ? undefined : Object.fromEntries(names.map((n) => [n, field(n)?.value ?? ''])))
  const setFields = (fields: Fields = {}, isPicked = false) => {
    for (const [n, value] of Object.entries(fields)) {
      const control = names?.includes(n) === true && (isPicked || !chosen.includes(n)) ? field(n) : null
      if (control) control.value = value
    }
  }
  const use = (draft: { text: string; doc: unknown; fields?: Fields }, isPicked = false) => {
    setFields(draft.fields, isPicked)
    box.put(draft)
  }
  const read = () => {
    const fields = fieldsNow()
    return { ...box.read(), ...(fields && { fields }) }
  }
  const calls = useLatest({ box, read, use, onDraft, isEmpty: () => box.isEmpty() && typedIn('', fieldsNow()) === '' })

  const typed = () => typedIn(calls.current.read().text, calls.current.read().fields)
  const take = (draft: ServerDraft | null) => {
    if (draft !== null) return calls.current.use(draft)
    calls.current.use({ text: '', doc: '', fields: Object.fromEntries((names ?? []).filter((n) => n !== 'board').map((n) => [n, ''])) })
    calls.current.onDraft?.(null)
  }

  useEffect(() => {
    const key = `${writerId}:${place}`
    const local = readDraft(key)
    const kept = createKeeper(key, place, {
      read: () => calls.current.read(), isEmpty: () => calls.current.isEmpty(), onKept: (at) => calls.current.onDraft?.(at), onOther: setOther,
    })
    keeper.current = kept
    // What is added comes below a draft, not in its place.
    const isAdded = addition !== '' && box.isPlain() && box.read().text === addition
    if (isAdded) box.put({ text: '', doc: '' })
    if (local !== null && box.isPlain() && typed() === '') {
      use({ ...local, doc: local.doc ?? local.text })
      calls.current.onDraft?.(new Date(local.at))
    }
    let isGone = false
    const addOnce = () => {
      if (isAdded && !isGone && !calls.current.read().text.includes(addition.trim())) calls.current.box.add(addition)
    }
    if (local !== null && box.isPlain() && typed() !== typedIn(local.text, local.fields)) setOther({ isLocal: true, version: local.base ?? 0, text: local.text, doc: local.doc ?? local.text, at: local.at, ...(local.fields && { fields: local.fields }) })
    else if (hasDraft !== false || local?.isSaved === true) {
      kept.ask().then((server) => {
        if (isGone) return
        const meeting = meet(local, server, calls.current.isEmpty() ? '' : typed())
        if (meeting.do === 'ask') setOther(meeting.draft)
        else if (meeting.do === 'keep') kept.settle(meeting.base, meeting.isSaved)
        else if (meeting.do === 'take') {
          take(meeting.draft)
          kept.settle(meeting.draft.version, true)
        } else if (meeting.do === 'forget') {
          take(null)
          kept.forget()
        }
      }, () => undefined).finally(addOnce)
    } else addOnce()
    return () => {
      isGone = true
      kept.close()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- a draft is looked for when the box appears
  }, [writerId, place])

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && keeper.current?.flush(true)
    const hide = () => keeper.current?.flush(true)
    const onInput = ({ target }: Event) => { if (target instanceof Element && names?.includes(target.getAttribute('name') ?? '') === true) keeper.current?.changed() }
    const around = form()
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('pagehide', hide)
    around?.addEventListener('input', onInput)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('pagehide', hide)
      around?.removeEventListener('input', onInput)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- which fields belong to a form does not change
  }, [])

  /** The writer has chosen about the other draft: it is taken, or what stands in the box is kept. */
  const choose = (isTaken: boolean) => {
    if (other === null) return
    if (isTaken) use(other, true)
    keeper.current?.settle(other.version, isTaken && other.isLocal !== true)
    setOther(null)
  }
  return {
    other,
    watched: { place, keeper, typed, isEmpty: () => calls.current.isEmpty(), take } satisfies WatchedDraft,
    choose,
    changed: () => keeper.current?.changed(),
    left: () => keeper.current?.flush(false),
    clear() {
      keeper.current?.clear()
      setOther(null)
    },
  }
}
