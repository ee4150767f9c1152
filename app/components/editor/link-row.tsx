import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { safeHref } from '~/core/richtext/links.ts'
import { useT } from '~/i18n/index.tsx'
import { sendsOnEnter } from '../form/ime.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** What was typed as an address: people leave https:// away. */
const hrefOf = (typed: string): string | null => safeHref(typed.trim()) ?? (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed.trim()) ? safeHref(`https://${typed.trim()}`) : null)

/** Asks for the address of a link and sets it on what is selected; with nothing selected the address itself is written. */
export function LinkRow({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [isBad, setBad] = useState(false)
  const before = String(editor.getAttributes('link')['href'] ?? '')
  useEffect(() => input.current?.focus(), [])

  function done() {
    // At once, not with the next frame as commands.focus() does: a key struck in between would be lost.
    editor.view.focus()
    onDone()
  }
  function set() {
    const href = hrefOf(input.current?.value ?? '')
    if (href === null) {
      setBad(true)
      input.current?.focus()
      return
    }
    editor.view.focus()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && before === '') chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    onDone()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') done()
    else if (sendsOnEnter(event.nativeEvent, 'enter')) set()
    else if (event.key !== 'Enter') return
    // The form around the editor must not be sent from here, also not by the Enter of a conversion.
    event.preventDefault()
  }

  return (
    <div className="ed-link">
      <label className="sr" htmlFor="ed-href">{t('editor.link_address')}</label>
      <input id="ed-href" ref={input} className="input" type="url" inputMode="url" placeholder="https://" defaultValue={before} onKeyDown={onKeyDown} aria-invalid={isBad || undefined} aria-describedby={isBad ? 'ed-href-bad' : undefined} />
      <Button size="s" variant="outline" onClick={set}>{t('editor.link_set')}</Button>
      {before !== '' && <Button size="s" onClick={() => { editor.chain().focus().extendMarkRange('link').unsetLink().run(); onDone() }}>{t('editor.link_remove')}</Button>}
      {isBad && <p className="err" id="ed-href-bad" role="alert"><Icon name="warn" />{t('editor.link_bad')}</p>}
    </div>
  )
}
