import type { Node } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'

/** A plain field when it became the editor: what stood in it, and where its cursor was. */
export type PlainCursor = { text: string; at: number }

const letters = (text: string): number => text.replace(/\s/g, '').length

/** The same place in the document that the text became. Counted in letters, for spaces and line ends are not the same in both; at the end where they do not tell. */
export function cursorIn(doc: Node, { text, at }: PlainCursor): Selection {
  const before = text.slice(0, at)
  if (text.slice(at).trim() === '' || letters(doc.textContent) !== letters(text)) return Selection.atEnd(doc)
  const beginsLine = /\n\s*$/.test(before)
  const spaces = /[^\S\n]*$/.exec(before)?.[0].length ?? 0
  let left = letters(before) + (beginsLine ? 1 : 0)
  if (left === 0) return Selection.atStart(doc)
  let place: number | undefined
  doc.descendants((node, start) => {
    const own = node.text ?? ''
    for (let i = 0; i < own.length && place === undefined; i++) {
      if (/\s/.test(own.charAt(i)) || --left > 0) continue
      place = start + (beginsLine ? i : i + 1 + Math.min(spaces, /^\s*/.exec(own.slice(i + 1))?.[0].length ?? 0))
    }
    return place === undefined
  })
  return place === undefined ? Selection.atEnd(doc) : TextSelection.create(doc, place)
}
