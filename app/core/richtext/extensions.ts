import { Mention } from '@tiptap/extension-mention'
import { StarterKit } from '@tiptap/starter-kit'
import { ImageNode } from './image-node.ts'
import { QuoteNode } from './quote-node.ts'
import { HEADING_LEVELS } from './limits.ts'
import { safeHref } from './links.ts'
import { tables } from './tables.ts'

/**
 * What a text may hold: the editor offers these and nothing else, and the server refuses what they do not describe.
 * No italics: Japanese has none. `mention` and `image` may be given with what the editor adds to them.
 */
export const richTextExtensions = (mention: typeof Mention = Mention, image: typeof ImageNode = ImageNode) => [
  StarterKit.configure({
    italic: false,
    strike: false,
    underline: false,
    horizontalRule: false,
    heading: { levels: [...HEADING_LEVELS] },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      protocols: ['http', 'https', 'mailto'],
      HTMLAttributes: { target: null, rel: null },
      isAllowedUri: (href) => safeHref(href) !== null,
    },
  }),
  mention,
  image,
  QuoteNode,
  ...tables,
]
