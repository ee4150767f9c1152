import type { Content, Editor, JSONContent } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useLatest } from '~/realtime/use-latest.ts'
import { docFromText } from '~/core/richtext/doc-from-text.ts'
import { richTextExtensions } from '~/core/richtext/extensions.ts'
import { useT } from '~/i18n/index.tsx'
import { isImeKey, sendsOnEnter } from '../form/ime.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { cursorIn, type PlainCursor } from './cursor-in.ts'
import { ImageRow } from './image-row.tsx'
import { createImages } from './image-store.ts'
import { MentionList, optionId } from './mention-list.tsx'
import { createMentions } from './mention-store.ts'
import { cleanPasted } from './paste.ts'
import type { FindPeople } from './people.ts'
import { Toolbar } from './toolbar.tsx'
import type { WatchedDraft } from './use-draft.ts'
import { useOtherDevices } from './use-other-devices.ts'

/** What the box around the editor needs of it. */
export type RichText = { doc(): JSONContent; text(): string; isEmpty(): boolean; /** A document, or a plain text. */ set(content: Content): void; focus(): void; mention(person: { id: string; name: string }): void; /** Adds a plain text at the end, and an empty line to write on. */ add(text: string): void }

type Props = {
  id: string
  label: string
  describedBy: string | undefined
  isInvalid: boolean
  /** What stands there already: the plain field's text, or a draft's document. */
  initial: Content
  /** The plain field when it was replaced; null: it had no focus. */
  cursor: PlainCursor | null
  findPeople: FindPeople
  draft: WatchedDraft
  onReady: (text: RichText | null) => void
  onChange: () => void
  /** Ctrl/⌘+Enter. */
  onSend: () => void
}

/** The editor's content for a plain text. */
export const contentOf = (text: string): Content => (text.trim() === '' ? '' : docFromText(text))

const handleOf = (editor: Editor): RichText => ({
  doc: () => editor.getJSON(),
  text: () => editor.getText({ blockSeparator: '\n' }).replace(/\n{3,}/g, '\n\n').trim(),
  isEmpty: () => editor.isEmpty || editor.getText().trim() === '',
  set: (content) => void editor.commands.setContent(typeof content === 'string' ? contentOf(content) : content),
  focus: () => void editor.commands.focus('end'),
  mention: ({ id, name }) => void editor.chain().focus('end').insertContent([{ type: 'mention', attrs: { id, label: name } }, { type: 'text', text: ' ' }]).run(),
  add(text) {
    const { doc } = editor.state
    const end = doc.content.size
    const isBlank = doc.lastChild?.type.name === 'paragraph' && doc.lastChild.content.size === 0
    editor.view.focus()
    editor.chain().insertContentAt({ from: isBlank ? end - 2 : end, to: end }, [...(docFromText(text).content ?? []), { type: 'paragraph' }]).focus('end').run()
    placeCursor(editor.view.dom)
  },
})

/** Says once more where the cursor is: Chromium takes no key while the place is in an element that has only just come, until it is told again once that has a layout. */
function placeCursor(dom: HTMLElement): void {
  dom.getBoundingClientRect()
  const selection = document.getSelection()
  if (selection?.isCollapsed === true && dom.contains(selection.anchorNode)) selection.collapse(selection.anchorNode, selection.anchorOffset)
}

/** The editor itself. It is a chunk of its own: only who begins to write loads it. */
export default function RichEditor({ id, label, describedBy, isInvalid, initial, cursor, findPeople, draft, onReady, onChange, onSend }: Props) {
  const t = useT()
  useOtherDevices(draft)
  const announce = useAnnounce()
  const listId = useId()
  const [{ mentions, images, extensions }] = useState(() => {
    const made = createMentions(findPeople)
    const pictures = createImages()
    return { mentions: made, images: pictures, extensions: richTextExtensions(made.node, pictures.node) }
  })
  const open = useSyncExternalStore(mentions.subscribe, mentions.get, () => null)
  const calls = useLatest({ onReady, onChange, onSend })

  const editor = useEditor({
    extensions,
    content: initial,
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    injectCSS: false,
    onUpdate: () => calls.current.onChange(),
    editorProps: {
      attributes: { id, class: 'ed-body prose', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, lang: 'ja' },
      transformPastedHTML: cleanPasted,
      handleKeyDown: (view, event) => {
        // The Enter that ends a conversion: Safari sends it after the composition, marked by its code alone.
        if (isImeKey(event)) return event.key === 'Enter' && !view.composing
        if (view.composing || !sendsOnEnter(event, 'mod')) return false
        if (!event.repeat) calls.current.onSend()
        return true
      },
    },
  })

  useEffect(() => {
    if (editor === null) return undefined
    const { onReady: tell } = calls.current
    tell(handleOf(editor))
    return () => tell(null)
  }, [editor, calls])

  // With the editor itself, not with the next frame as `autofocus` does: a key struck in between would be lost.
  const mounted = useRef(false)
  useLayoutEffect(() => {
    if (editor === null || mounted.current) return
    mounted.current = true
    if (cursor === null) return
    editor.view.dispatch(editor.state.tr.setSelection(cursorIn(editor.state.doc, cursor)))
    // The line that was begun last is empty: the document does not have it.
    const begun = /\S[^\S\n]*(\n\s*)$/.exec(cursor.text.slice(0, cursor.at))?.[1]
    if (begun !== undefined && cursor.text.slice(cursor.at).trim() === '') void (begun.split('\n').length > 2 ? editor.commands.splitBlock() : editor.commands.setHardBreak())
    editor.view.focus()
    placeCursor(editor.view.dom)
  }, [editor, cursor])

  const people = open?.people
  useEffect(() => {
    if (people !== undefined) announce(t('editor.people_found', { count: people.length }))
  }, [people, announce, t])

  const chosen = open === null ? undefined : optionId(listId, open.chosen)
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return
    const { dom } = editor.view
    const set = (name: string, value: string | undefined) => (value === undefined ? dom.removeAttribute(name) : dom.setAttribute(name, value))
    set('aria-autocomplete', 'list')
    set('aria-activedescendant', chosen)
    set('aria-controls', chosen === undefined ? undefined : listId)
    set('aria-describedby', describedBy)
    set('aria-invalid', isInvalid ? 'true' : undefined)
  }, [editor, chosen, listId, describedBy, isInvalid])

  if (editor === null) return null
  return (
    <>
      <Toolbar editor={editor} controls={id} onImage={() => images.open()} />
      <ImageRow editor={editor} images={images} />
      <EditorContent editor={editor} onBlur={mentions.close} />
      {open !== null && <MentionList id={listId} open={open} />}
    </>
  )
}
