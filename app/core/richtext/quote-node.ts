import { Node } from '@tiptap/core'
import type { DocNode } from './limits.ts'
import { linesOfQuote } from './quotes.ts'

const names = ['post', 'topic', 'no', 'name'] as const
const dataOf = (name: string): string => `data-quote-${name}`

/**
 * What a post quotes of another one. It is one piece: it can be moved and taken out, and its words are not to be changed. Inside of it
 * are plain paragraphs, so no quote stands in a quote. A quote copied from a page of ours comes as plain words.
 */
export const QuoteNode = Node.create({
  name: 'quote',
  // Its keys are asked before those of the texts around it.
  priority: 110,
  group: 'block',
  content: 'paragraph+',
  atom: true,
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: () => Object.fromEntries(names.map((name) => [name, { default: null, rendered: false }])),
  parseHTML: () => [{
    tag: 'blockquote[data-quoted]',
    priority: 60,
    contentElement: 'div',
    getAttrs: (element) => Object.fromEntries(names.map((name) => {
      const value = element.getAttribute(dataOf(name))
      return [name, name === 'no' && value !== null ? Number(value) : value]
    })),
  }],
  renderHTML: ({ node: { attrs } }) => {
    const data = Object.fromEntries(names.flatMap((name) => (attrs[name] === null ? [] : [[dataOf(name), String(attrs[name])]])))
    return ['blockquote', { class: 'q', contenteditable: 'false', 'data-quoted': '', ...data }, ['span', { class: 'q-by' }, `${attrs['name'] ?? ''}${attrs['no'] === null ? '' : `・#${attrs['no']}`}`], ['div', 0]]
  },
  // Deleting at its edge selects it, as with an image; the cursor never goes into it.
  addKeyboardShortcuts() {
    const selectBeside = (dir: -1 | 1): boolean => {
      const { selection: { empty, $from }, doc } = this.editor.state
      if (!empty || $from.depth === 0 || $from.parentOffset !== (dir === -1 ? 0 : $from.parent.content.size)) return false
      const edge = dir === -1 ? $from.before() : $from.after()
      const beside = dir === -1 ? doc.resolve(edge).nodeBefore : doc.resolve(edge).nodeAfter
      return beside?.type.name === this.name && this.editor.commands.setNodeSelection(dir === -1 ? edge - beside.nodeSize : edge)
    }
    return { Backspace: () => selectBeside(-1), Delete: () => selectBeside(1) }
  },
  renderText: ({ node }) => `\n${linesOfQuote(node.toJSON() as DocNode, inline).join('\n')}\n`,
})

const inline = ({ type, text, content, attrs }: DocNode): string =>
  text ?? (type === 'hardBreak' ? '\n' : type === 'mention' ? `@${attrs !== undefined && 'label' in attrs ? String(attrs.label) : '…'}` : (content ?? []).map(inline).join(''))
