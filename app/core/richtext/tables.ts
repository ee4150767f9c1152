import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'

/** What a cell holds: words and lists, no table in a table. */
const content = '(paragraph | bulletList | orderedList)+'

/** Tables of plain cells. Tab goes from cell to cell and leaves after the last one: nobody is caught in a table. */
export const tables = [
  Table.extend({
    addKeyboardShortcuts() {
      return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell(), 'Shift-Tab': () => this.editor.commands.goToPreviousCell() }
    },
  }).configure({ resizable: false, allowTableNodeSelection: false }),
  TableRow,
  TableCell.extend({ content }),
  TableHeader.extend({ content }),
]
