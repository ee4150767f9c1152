import { Node } from '@tiptap/core'
import { isId } from '../ids.ts'
import { smallImage } from './images.ts'

const size = (value: string | null): number | null => (/^\d{1,4}$/.test(value ?? '') ? Number(value) : null)

/**
 * An image in a text: the id of one of our files, what it shows, and its size. It holds no address, so a text can show nothing from
 * elsewhere; an image in pasted HTML is dropped unless it is one of ours.
 */
export const ImageNode = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => Object.fromEntries([['id', null], ['alt', ''], ['width', null], ['height', null]].map(([name, value]) => [name, { default: value, rendered: false }])),
  parseHTML: () => [{
    tag: 'img[data-file]',
    getAttrs(element) {
      const id = element.getAttribute('data-file')
      return isId(id) && { id, alt: element.getAttribute('alt') ?? '', width: size(element.getAttribute('width')), height: size(element.getAttribute('height')) }
    },
  }],
  renderHTML: ({ node: { attrs } }) => ['img', { 'data-file': attrs['id'], src: smallImage(String(attrs['id'])), alt: attrs['alt'], width: attrs['width'], height: attrs['height'] }],
  renderText: ({ node }) => String(node.attrs['alt']),
})
