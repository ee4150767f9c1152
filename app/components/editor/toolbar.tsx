import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type LabelKey, useT } from '~/i18n/index.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { LinkRow } from './link-row.tsx'

type Tool = { name: 'heading' | 'bold' | 'link' | 'list' | 'quote' | 'code' | 'table' | 'image' | 'mention' | 'row_add' | 'row_remove' | 'column_add' | 'column_remove' | 'table_remove'; icon: IconName | null; word?: LabelKey; isOn: boolean | undefined; press: () => void }

/** Move from button to button with the arrow keys; Tab leads on to the text (WAI-ARIA toolbar pattern). */
export function Toolbar({ editor, controls, onImage }: { editor: Editor; controls: string; onImage: () => void }) {
  const t = useT()
  const buttons = useRef<(HTMLButtonElement | null)[]>([])
  const [current, setCurrent] = useState(0)
  const [isLinking, setLinking] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: e }) => ({ heading: e.isActive('heading'), bold: e.isActive('bold'), link: e.isActive('link'), list: e.isActive('bulletList'), quote: e.isActive('blockquote'), code: e.isActive('codeBlock'), table: e.isActive('table') }),
  })
  // The view takes the focus at once; the command's focus() waits for a frame, and what is typed in between would be lost.
  const chain = () => {
    editor.view.focus()
    return editor.chain().focus()
  }
  const tools: Tool[] = [
    { name: 'heading', icon: 'head', isOn: on.heading, press: () => chain().toggleHeading({ level: 2 }).run() },
    { name: 'bold', icon: 'bold', isOn: on.bold, press: () => chain().toggleBold().run() },
    { name: 'link', icon: 'link', isOn: on.link, press: () => setLinking(!isLinking) },
    { name: 'list', icon: 'ul', isOn: on.list, press: () => chain().toggleBulletList().run() },
    { name: 'quote', icon: 'quote', isOn: on.quote, press: () => chain().toggleBlockquote().run() },
    { name: 'code', icon: 'code', isOn: on.code, press: () => chain().toggleCodeBlock().run() },
    { name: 'table', icon: 'table', isOn: on.table, press: () => { if (!on.table) chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() } },
    { name: 'image', icon: 'img', isOn: undefined, press: onImage },
    { name: 'mention', icon: 'at', isOn: undefined, press: () => chain().insertContent('@').run() },
    ...(on.table ? ([
      { name: 'row_add', icon: null, word: 'editor.row_add_short', isOn: undefined, press: () => chain().addRowAfter().run() },
      { name: 'column_add', icon: null, word: 'editor.column_add_short', isOn: undefined, press: () => chain().addColumnAfter().run() },
      { name: 'row_remove', icon: null, word: 'editor.row_remove_short', isOn: undefined, press: () => chain().deleteRow().run() },
      { name: 'column_remove', icon: null, word: 'editor.column_remove_short', isOn: undefined, press: () => chain().deleteColumn().run() },
      { name: 'table_remove', icon: null, word: 'editor.table_remove_short', isOn: undefined, press: () => chain().deleteTable().run() },
    ] satisfies Tool[]) : []),
  ]
  const stop = Math.min(current, tools.length - 1)

  function move(event: KeyboardEvent) {
    const last = tools.length - 1
    const to = { ArrowRight: stop === last ? 0 : stop + 1, ArrowLeft: stop === 0 ? last : stop - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setCurrent(to)
    buttons.current[to]?.focus()
  }

  return (
    <>
      <div className="ed-bar" role="toolbar" aria-label={t('editor.toolbar')} aria-controls={controls} onKeyDown={move} tabIndex={-1}>
        {tools.map((tool, i) => (
          <button
            key={tool.name}
            ref={(button) => { buttons.current[i] = button }}
            className={tool.icon === null ? 'iconbtn ed-word' : 'iconbtn'}
            type="button"
            aria-label={t(`editor.${tool.name}`)}
            title={t(`editor.${tool.name}`)}
            aria-pressed={tool.isOn}
            aria-expanded={tool.name === 'link' ? isLinking : undefined}
            tabIndex={i === stop ? 0 : -1}
            onFocus={() => setCurrent(i)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={tool.press}
          >
            {tool.icon !== null && <Icon name={tool.icon} />}
            {tool.word !== undefined && <span className="small" aria-hidden="true">{t(tool.word)}</span>}
          </button>
        ))}
      </div>
      {isLinking && <LinkRow editor={editor} onDone={() => setLinking(false)} />}
    </>
  )
}
