import type { Content } from '@tiptap/core'
import { type ComponentType, forwardRef, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { DocNode } from '~/core/richtext/limits.ts'
import { FieldError, fieldId } from '../form/field.tsx'
import { growWithText } from '../form/grow.ts'
import { onEnterSubmit } from '../form/ime.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import { cx } from '../ui/cx.ts'
import { readDraft } from './draft.ts'
import { DraftChoice } from './draft-choice.tsx'
import { createKeeper, type Keeper, meet, type ServerDraft, typedIn } from './draft-sync.ts'
import type { FindPeople } from './people.ts'
import type RichEditor from './rich-editor.tsx'
import type { RichText } from './rich-editor.tsx'

export type Written = { text: string; doc?: string }
export type WritingBoxHandle = {
  /** What stands in the box: the document where the editor is in use, else the plain text. */
  read(): Written
  isEmpty(): boolean
  /** Empties the box and forgets its draft. */
  clear(): void
  /** Puts something back that could not be sent; what was written meanwhile stays below it. */
  putBack(written: Written): void
  focus(): void
  /** Writes a member's name at the end and goes there. */
  mention(person: { id: string; name: string }): void
  /** Adds a plain text at the end, and goes below it. */
  add(text: string): void
}

type Props = {
  name: string
  label: string
  rows?: number
  error?: string | undefined
  defaultText?: string | undefined
  /** A text to begin with, as a plain text field has it: it comes below a draft. */
  addition?: string | undefined
  /** The document that `defaultText` is the plain text of: as such, or as the editor's JSON text. */
  defaultDoc?: DocNode | string | undefined
  /** Where the text belongs, for its draft; and who writes, because a browser may have several members. */
  place: string
  writerId: string
  /** Whether the server may have a draft; unknown when left out. */
  hasDraft?: boolean | undefined
  /** Fields of the form that belong to its draft, by name; those in `chosen` keep what the page came with. */
  fields?: readonly string[]
  chosen?: readonly string[]
  findPeople: FindPeople
  onDraft?: (at: Date | null) => void
}

/**
 * A box for a text with form. It begins as a plain text field, works as one without JavaScript, and becomes the editor when
 * somebody begins to write. In a form it sends `doc` where the editor is in use, else its `name`.
 */
export const WritingBox = forwardRef<WritingBoxHandle, Props>(function WritingBox({ name, label, rows = 4, error, defaultText = '', addition = '', defaultDoc, place, writerId, hasDraft, fields: names, chosen = [], findPeople, onDraft }, ref) {
  const id = fieldId(name)
  const errorId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const rich = useRef<RichText | null>(null)
  const composing = useRef(false)
  const savedDoc = useRef<{ text: string; doc: unknown } | null>(defaultDoc === undefined ? null : { text: defaultText, doc: typeof defaultDoc === 'string' ? parsed(defaultDoc) : defaultDoc })
  const then = useRef<((text: RichText) => void) | null>(null)
  const isFetched = useRef(false)
  const [editor, setEditor] = useState<{ Component: typeof RichEditor; initial: Content; takesFocus: boolean } | null>(null)

  const read = (): Written => (rich.current === null ? { text: area.current?.value ?? '' } : { text: rich.current.text(), doc: JSON.stringify(rich.current.doc()) })
  const isEmpty = () => (rich.current === null ? (area.current?.value ?? '').trim() === '' : rich.current.isEmpty())

  async function becomeEditor(whenThere?: (text: RichText) => void): Promise<void> {
    const before = then.current
    if (whenThere !== undefined) then.current = (text) => {
      before?.(text)
      whenThere(text)
    }
    const loaded = await import('./rich-editor.tsx').catch(() => null)
    isFetched.current = loaded !== null
    // A conversion of the input method is never cut short; its end asks again.
    if (loaded === null || composing.current || area.current === null || rich.current !== null) return
    const { value } = area.current
    const saved = savedDoc.current
    setEditor({ Component: loaded.default, initial: saved !== null && saved.text === value ? (saved.doc as Content) : loaded.contentOf(value), takesFocus: document.activeElement === area.current })
  }

  const draftKey = `${writerId}:${place}`
  const keeper = useRef<Keeper | null>(null)
  const [other, setOther] = useState<ServerDraft | null>(null)
  const changed = () => keeper.current?.changed()
  const field = (fieldName: string) => box.current?.closest('form')?.elements.namedItem(fieldName) as HTMLInputElement | HTMLSelectElement | null | undefined
  const fieldsOf = () => (names === undefined ? undefined : Object.fromEntries(names.map((n) => [n, field(n)?.value ?? ''])))
  const setFields = (fields: Record<string, string> = {}, isPicked = false) => {
    for (const [n, value] of Object.entries(fields)) {
      const control = names?.includes(n) === true && (isPicked || !chosen.includes(n)) ? field(n) : null
      if (control) control.value = value
    }
  }
  const readAll = () => {
    const fields = fieldsOf()
    return { ...read(), ...(fields && { fields }) }
  }
  const isAllEmpty = () => isEmpty() && typedIn('', fieldsOf()) === ''
  const calls = useLatest({ read: readAll, isEmpty: isAllEmpty, onDraft, setFields })
  function use(draft: { text: string; doc: unknown; fields?: Record<string, string> }, isPicked = false): void {
    setFields(draft.fields, isPicked)
    if (rich.current !== null) rich.current.set(draft.doc as Content)
    else if (area.current !== null) {
      area.current.value = draft.text
      // A plain text, where one was kept without a document.
      savedDoc.current = typeof draft.doc === 'string' ? null : { text: draft.text, doc: draft.doc }
    }
  }

  /** Adds a text at the end: in the editor, or as it is where the editor cannot be had. */
  function add(text: string): void {
    const write = (editing: RichText) => editing.add(text)
    if (rich.current !== null) return write(rich.current)
    area.current?.focus()
    void becomeEditor(write).then(() => {
      if (isFetched.current || area.current === null) return
      then.current = null
      area.current.value = `${[area.current.value.trimEnd(), text.trimEnd()].filter((s) => s !== '').join('\n\n')}\n\n`
      changed()
    })
  }

  useImperativeHandle(ref, () => ({
    read,
    isEmpty,
    clear() {
      keeper.current?.clear()
      setOther(null)
      savedDoc.current = null
      if (rich.current !== null) rich.current.set('')
      else if (area.current !== null) area.current.value = ''
    },
    putBack({ text, doc }) {
      const before: unknown = doc === undefined ? null : JSON.parse(doc)
      if (rich.current !== null) {
        const meanwhile = rich.current.isEmpty() ? [] : contentList(rich.current.doc())
        rich.current.set(before === null ? text : (before as Content))
        rich.current.set([...contentList(rich.current.doc()), ...meanwhile])
      }
      else if (area.current !== null) {
        area.current.value = [text, area.current.value].filter((s) => s.trim() !== '').join('\n\n')
        if (before !== null) savedDoc.current = { text: area.current.value, doc: before }
      }
      changed()
    },
    focus() {
      if (rich.current !== null) rich.current.focus()
      else area.current?.focus()
    },
    mention(person) {
      const write = (text: RichText) => text.mention(person)
      if (rich.current !== null) write(rich.current)
      else {
        area.current?.focus()
        void becomeEditor(write)
      }
    },
    add(text) {
      add(text)
      changed()
    },
  }))

  useEffect(() => {
    const local = readDraft(draftKey)
    const kept = createKeeper(draftKey, place, {
      read: () => calls.current.read(), isEmpty: () => calls.current.isEmpty(), onKept: (at) => calls.current.onDraft?.(at), onOther: setOther,
    })
    keeper.current = kept
    // What is added comes below a draft, not in its place.
    const isAdded = addition !== '' && area.current?.value === addition
    if (isAdded && area.current !== null) area.current.value = ''
    const inBox = () => typedIn(calls.current.read().text, calls.current.read().fields)
    if (local !== null && area.current !== null && inBox() === '') {
      calls.current.setFields(local.fields)
      area.current.value = local.text
      savedDoc.current = local.doc === undefined ? null : { text: local.text, doc: local.doc }
      calls.current.onDraft?.(new Date(local.at))
    }
    let isGone = false
    const addOnce = () => {
      if (isAdded && !isGone && !calls.current.read().text.includes(addition.trim())) add(addition)
    }
    if (local !== null && area.current !== null && inBox() !== typedIn(local.text, local.fields)) setOther({ version: local.base ?? 0, text: local.text, doc: local.doc ?? local.text, at: local.at, ...(local.fields && { fields: local.fields }) })
    else if (hasDraft !== false || local?.isSaved === true) {
      kept.ask().then((server) => {
        if (isGone) return
        const meeting = meet(local, server, calls.current.isEmpty() ? '' : inBox())
        if (meeting.do === 'ask') setOther(meeting.draft)
        else if (meeting.do === 'keep') kept.settle(meeting.base, meeting.isSaved)
        else if (meeting.do === 'take') {
          use(meeting.draft)
          kept.settle(meeting.draft.version, true)
        } else if (meeting.do === 'forget') {
          use({ text: '', doc: '', fields: Object.fromEntries(Object.keys(local?.fields ?? {}).filter((n) => n !== 'board').map((n) => [n, ''])) })
          kept.forget()
          calls.current.onDraft?.(null)
        }
      }, () => undefined).finally(addOnce)
    } else addOnce()
    return () => {
      isGone = true
      kept.close()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- a draft is looked for when the box appears
  }, [draftKey])

  useEffect(() => (area.current === null ? undefined : growWithText(area.current)), [editor])
  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && keeper.current?.flush(true)
    const hide = () => keeper.current?.flush(true)
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('pagehide', hide)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('pagehide', hide)
    }
  }, [])
  useEffect(() => {
    const form = box.current?.closest('form')
    const onInput = ({ target }: Event) => { if (target instanceof Element && names?.includes(target.getAttribute('name') ?? '') === true) keeper.current?.changed() }
    const onFormData = ({ formData }: FormDataEvent) => {
      if (rich.current !== null) formData.set('doc', JSON.stringify(rich.current.doc()))
    }
    form?.addEventListener('formdata', onFormData)
    form?.addEventListener('input', onInput)
    return () => {
      form?.removeEventListener('formdata', onFormData)
      form?.removeEventListener('input', onInput)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- which fields belong to a form does not change
  }, [])

  const Editor: ComponentType<Parameters<typeof RichEditor>[0]> | undefined = editor?.Component
  const describedBy = error === undefined ? undefined : errorId
  return (
    <>
      <div className={cx('editor', error !== undefined && 'is-bad')} ref={box} onBlur={() => keeper.current?.flush(false)}>
        {Editor === undefined || editor === null ? (
          <textarea
            ref={area}
            id={id}
            name={name}
            className="ed-body ed-plain grows"
            rows={rows}
            lang="ja"
            aria-label={label}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={describedBy}
            defaultValue={[defaultText, addition].filter((s) => s !== '').join('\n\n')}
            onFocus={() => void becomeEditor()}
            onKeyDown={onEnterSubmit('mod')}
            onInput={changed}
            onCompositionStart={() => { composing.current = true }}
            onCompositionEnd={() => {
              composing.current = false
              void becomeEditor()
            }}
          />
        ) : (
          <Editor
            id={id}
            label={label}
            describedBy={describedBy}
            isInvalid={error !== undefined}
            initial={editor.initial}
            takesFocus={editor.takesFocus}
            findPeople={findPeople}
            onReady={(text) => {
              rich.current = text
              if (text === null) return
              then.current?.(text)
              then.current = null
            }}
            onChange={changed}
            onSend={() => box.current?.closest('form')?.querySelector<HTMLButtonElement>('button[type=submit]')?.click()}
          />
        )}
      </div>
      <FieldError id={errorId} error={error} />
      {other !== null && (
        <DraftChoice
          other={other}
          onUse={() => {
            use(other, true)
            keeper.current?.settle(other.version, false)
            setOther(null)
          }}
          onKeep={() => {
            keeper.current?.settle(other.version, false)
            setOther(null)
          }}
        />
      )}
    </>
  )
})

const contentList = (content: unknown) => (typeof content === 'object' && content !== null && 'content' in content && Array.isArray(content.content) ? content.content : [])
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return ''
  }
}
