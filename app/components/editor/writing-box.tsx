import type { Content } from '@tiptap/core'
import { type ComponentType, forwardRef, lazy, type ReactNode, Suspense, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DocNode } from '~/core/richtext/limits.ts'
import { FieldError, fieldId } from '../form/field.tsx'
import { growWithText } from '../form/grow.ts'
import { onEnterSubmit } from '../form/ime.ts'
import { cx } from '../ui/cx.ts'
import type { PlainCursor } from './cursor-in.ts'
import type { FindPeople } from './people.ts'
import type RichEditor from './rich-editor.tsx'
import type { RichText } from './rich-editor.tsx'
import { type DraftPlace, useDraft } from './use-draft.ts'

const DraftChoice = lazy(() => import('./draft-choice.tsx').catch(() => ({ default: (): ReactNode => null })))

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

type Props = DraftPlace & {
  name: string
  label: string
  rows?: number
  error?: string | undefined
  defaultText?: string | undefined
  /** The document that `defaultText` is the plain text of: as such, or as the editor's JSON text. */
  defaultDoc?: DocNode | string | undefined
  findPeople: FindPeople
}

/**
 * A box for a text with form. It begins as a plain text field, works as one without JavaScript, and becomes the editor when
 * somebody begins to write. In a form it sends `doc` where the editor is in use, else its `name`.
 */
export const WritingBox = forwardRef<WritingBoxHandle, Props>(function WritingBox({ name, label, rows = 4, error, defaultText = '', defaultDoc, findPeople, ...draftPlace }, ref) {
  const id = fieldId(name)
  const errorId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const rich = useRef<RichText | null>(null)
  const composing = useRef(false)
  const savedDoc = useRef<{ text: string; doc: unknown } | null>(defaultDoc === undefined ? null : { text: defaultText, doc: typeof defaultDoc === 'string' ? parsed(defaultDoc) : defaultDoc })
  const then = useRef<((text: RichText) => void) | null>(null)
  const isFetched = useRef(false)
  const [editor, setEditor] = useState<{ Component: typeof RichEditor; initial: Content; cursor: PlainCursor | null } | null>(null)

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
    const { value, selectionEnd } = area.current
    const saved = savedDoc.current
    const initial = saved !== null && saved.text === value ? (saved.doc as Content) : loaded.contentOf(value)
    const cursor = document.activeElement === area.current ? { text: value, at: selectionEnd } : null
    // In one go: a key struck between the field's end and the editor's beginning would be lost.
    flushSync(() => setEditor({ Component: loaded.default, initial, cursor }))
  }

  // Somebody was quicker than the scripts. Whether what they typed is a conversion of the input method under way, the next they type tells.
  const isAhead = useRef(false)
  useEffect(() => {
    if (area.current === null || document.activeElement !== area.current) return
    if (area.current.value === area.current.defaultValue) void becomeEditor()
    else isAhead.current = true
  }, [])

  function put({ text, doc }: { text: string; doc: unknown }): void {
    if (rich.current !== null) rich.current.set(doc as Content)
    else if (area.current !== null) {
      area.current.value = text
      // A plain text, where one was kept without a document.
      savedDoc.current = typeof doc === 'string' ? null : { text, doc }
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

  const draft = useDraft({ element: box, read, isEmpty, isPlain: () => area.current !== null, put, add }, draftPlace)
  const { changed } = draft

  useImperativeHandle(ref, () => ({
    read,
    isEmpty,
    clear() {
      draft.clear()
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

  useEffect(() => (area.current === null ? undefined : growWithText(area.current)), [editor])
  useEffect(() => {
    const form = box.current?.closest('form')
    const onFormData = ({ formData }: FormDataEvent) => {
      if (rich.current !== null) formData.set('doc', JSON.stringify(rich.current.doc()))
    }
    form?.addEventListener('formdata', onFormData)
    return () => form?.removeEventListener('formdata', onFormData)
  }, [])

  const Editor: ComponentType<Parameters<typeof RichEditor>[0]> | undefined = editor?.Component
  const describedBy = error === undefined ? undefined : errorId
  return (
    <>
      <div className={cx('editor', error !== undefined && 'is-bad')} ref={box} onBlur={draft.left}>
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
            defaultValue={[defaultText, draftPlace.addition ?? ''].filter((s) => s !== '').join('\n\n')}
            onFocus={() => void becomeEditor()}
            onKeyDown={onEnterSubmit('mod')}
            onInput={({ nativeEvent }) => {
              changed()
              if (!isAhead.current || (nativeEvent as InputEvent).isComposing) return
              isAhead.current = false
              void becomeEditor()
            }}
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
            cursor={editor.cursor}
            findPeople={findPeople}
            draft={draft.watched}
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
      {draft.other !== null && <Suspense><DraftChoice other={draft.other} onUse={() => draft.choose(true)} onKeep={() => draft.choose(false)} /></Suspense>}
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
