import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { ImageNode } from '~/core/richtext/image-node.ts'

/** An image that is being put into the text: a file that was pasted or dropped, or null until one is chosen. */
export type OpenImage = { file: File | null }
export type ImageStore = ReturnType<typeof createImages>

const imagesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))

/**
 * The editor's image node with what brings images in: the toolbar, paste and drop. Outside of React: the editor calls it, the form
 * for the image subscribes to it. Several at once are asked for one after another.
 */
export function createImages() {
  let waiting: File[] = []
  let open: OpenImage | null = null
  const listeners = new Set<() => void>()
  const show = (next: OpenImage | null) => {
    open = next
    for (const listener of listeners) listener()
  }
  const take = (files: File[]) => {
    waiting = [...waiting, ...files]
    const first = open === null || open.file === null ? waiting.shift() : undefined
    if (first !== undefined) show({ file: first })
  }

  const node = ImageNode.extend({
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('images'),
        props: {
          handlePaste(_, event) {
            const files = imagesOf(event.clipboardData)
            // Office programs put a picture of a text beside the text itself: the text is meant.
            if (files.length === 0 || event.clipboardData?.getData('text/plain') !== '') return false
            take(files)
            return true
          },
          handleDrop(view, event, _, isMoved) {
            const files = isMoved ? [] : imagesOf(event.dataTransfer)
            if (files.length === 0) return false
            event.preventDefault()
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
            take(files)
            return true
          },
        },
      }),
    ],
  })

  return {
    node,
    get: () => open,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Opens the form, or closes it. */
    open: () => show(open === null ? { file: null } : null),
    choose: (file: File) => show({ file }),
    /** This one is done with; the next that waits is asked for. */
    close() {
      const next = waiting.shift()
      show(next === undefined ? null : { file: next })
    },
  }
}
