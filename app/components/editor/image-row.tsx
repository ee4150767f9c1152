import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { randomId } from '~/core/ids.ts'
import { ALT_LIMIT } from '~/core/richtext/limits.ts'
import { IMAGE_TYPES } from '~/domain/files/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { FieldError } from '../form/field.tsx'
import { sendsOnEnter } from '../form/ime.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { Button } from '../ui/button.tsx'
import type { ImageStore } from './image-store.ts'
import { type SentImage, sendImage } from './send-image.ts'

/** Asks for an image and for what it shows. With an image of the text selected it changes that one's description. */
export function ImageRow({ editor, images }: { editor: Editor; images: ImageStore }) {
  const open = useSyncExternalStore(images.subscribe, images.get, () => null)
  if (open === null) return null
  const done = () => {
    images.close()
    if (images.get() === null) editor.view.focus()
  }
  if (open.file !== null) return <NewImage key={`${open.file.name} ${open.file.size} ${open.file.lastModified}`} file={open.file} editor={editor} onDone={done} />
  return editor.isActive('image') ? <ChangedImage editor={editor} onDone={done} /> : <ChooseImage onChoose={images.choose} onDone={done} />
}

/** Keys of these fields never reach the form around the editor. */
const keysFor = (onEnter: (() => void) | undefined, onDone: () => void) => (event: KeyboardEvent) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text'
  if (event.key === 'Escape' && !event.nativeEvent.isComposing) onDone()
  else if (isTyping && sendsOnEnter(event.nativeEvent, 'enter')) onEnter?.()
  else if (event.key !== 'Enter' || !isTyping) return
  event.preventDefault()
}

function ChooseImage({ onChoose, onDone }: { onChoose: (file: File) => void; onDone: () => void }) {
  const t = useT()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leads back to the text from anywhere in it
    <div className="ed-image" onKeyDown={keysFor(undefined, onDone)}>
      <label className="label" htmlFor={id}>{t('editor.image_choose')}</label>
      <p className="hint" id={`${id}h`}>{t('editor.image_hint')}</p>
      <input id={id} ref={input} type="file" accept={IMAGE_TYPES} aria-describedby={`${id}h`} onChange={({ target }) => target.files?.[0] && onChoose(target.files[0])} />
      <div className="row"><Button size="s" onClick={onDone}>{t('common.cancel')}</Button></div>
    </div>
  )
}

/** What an image shows, or that it shows nothing that matters. */
function useDescription(before: string) {
  const [alt, setAlt] = useState(before)
  const [isDecorative, setDecorative] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  return {
    alt, setAlt, isDecorative, setDecorative, isMissing, input,
    /** The description, or null when there is none and it is not said that none is needed. */
    read(): string | null {
      const text = isDecorative ? '' : alt.trim().slice(0, ALT_LIMIT)
      const isFine = isDecorative || text !== ''
      setMissing(!isFine)
      if (!isFine) input.current?.focus()
      return isFine ? text : null
    },
  }
}

type Description = Omit<ReturnType<typeof useDescription>, 'input'>

function Description({ of, input }: { of: Description; input: RefObject<HTMLInputElement> }) {
  const t = useT()
  const id = useId()
  useEffect(() => input.current?.focus(), [input])
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={id}>{t('editor.image_alt')}</label>
        <p className="hint" id={`${id}h`}>{t('editor.image_alt_hint')}</p>
        <input id={id} ref={input} className="input" type="text" lang="ja" autoComplete="off" maxLength={ALT_LIMIT} value={of.alt} disabled={of.isDecorative} aria-describedby={`${id}h ${id}e`} aria-invalid={of.isMissing || undefined} onChange={({ target }) => of.setAlt(target.value)} />
        <FieldError id={`${id}e`} error={of.isMissing ? 'editor.image_alt_required' : undefined} />
      </div>
      <label className="check"><input type="checkbox" checked={of.isDecorative} onChange={({ target }) => of.setDecorative(target.checked)} /><span>{t('editor.image_decorative')}</span></label>
    </>
  )
}

function NewImage({ file, editor, onDone }: { file: File; editor: Editor; onDone: () => void }) {
  const t = useT()
  const announce = useAnnounce()
  const { input, ...description } = useDescription('')
  const [part, setPart] = useState(0)
  const [sent, setSent] = useState<SentImage | null>(null)
  const [error, setError] = useState<string | undefined>(undefined)
  /** The description that was given before the image had arrived. */
  const [isWanted, setWanted] = useState(false)
  const [preview, setPreview] = useState<string | undefined>(undefined)
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (error !== undefined) cancel.current?.focus()
  }, [error])

  useEffect(() => {
    const gone = new AbortController()
    const address = URL.createObjectURL(file)
    setPreview(address)
    void sendImage(file, randomId(), setPart, gone.signal).then((answer) => {
      if (gone.signal.aborted) return
      if ('error' in answer) setError(answer.error)
      else {
        setSent(answer.image)
        announce(t('editor.image_sent'))
      }
    })
    return () => {
      gone.abort()
      URL.revokeObjectURL(address)
    }
  }, [file, announce, t])

  function put() {
    const alt = description.read()
    if (alt === null || error !== undefined) return
    if (sent === null) return setWanted(true)
    // Behind what is selected, so that an image just put in is not replaced; the cursor goes on in a line below.
    editor.chain().insertContentAt(editor.state.selection.to, [{ type: 'image', attrs: { ...sent, alt } }, { type: 'paragraph' }]).run()
    announce(t('editor.image_added'))
    onDone()
  }
  useEffect(() => {
    if (isWanted && sent !== null) put()
    // oxlint-disable-next-line react/exhaustive-deps -- it goes in as soon as it has arrived
  }, [isWanted, sent])

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leads back to the text from anywhere in it
    <div className="ed-image" onKeyDown={keysFor(put, onDone)}>
      <div className="row">
        {preview !== undefined && <img src={preview} alt="" />}
        <span className="small muted break" lang="ja">{file.name}</span>
      </div>
      {sent === null && error === undefined && <progress max={1} value={part} aria-label={t('editor.image_sending')} />}
      {error !== undefined && <div role="alert"><FieldError id="ed-image-bad" error={error} /></div>}
      {error === undefined && <Description of={description} input={input} />}
      <div className="row">
        {error === undefined && <Button size="s" variant="outline" onClick={put}>{t('editor.image_put')}</Button>}
        <Button ref={cancel} size="s" onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}

function ChangedImage({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useT()
  const { input, ...description } = useDescription(String(editor.getAttributes('image')['alt'] ?? ''))
  function change() {
    const alt = description.read()
    if (alt === null) return
    editor.chain().updateAttributes('image', { alt }).run()
    onDone()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leads back to the text from anywhere in it
    <div className="ed-image" onKeyDown={keysFor(change, onDone)}>
      <Description of={description} input={input} />
      <div className="row">
        <Button size="s" variant="outline" onClick={change}>{t('editor.image_change')}</Button>
        <Button size="s" onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
