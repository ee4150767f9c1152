import type { files as ja } from '../ja/files.ts'
import type { English } from '../types.ts'

export const files: English<typeof ja> = {
  reply_title: 'Reply with an image',
  too_large: 'Images may be up to 8 MB. Please make it smaller first.',
  type: 'Please choose a JPEG, PNG or WebP image.',
  animated: 'Moving images cannot be used. Please choose a still one.',
  too_many_pixels: 'This image has too many pixels. Please make it smaller first.',
  unreadable: 'This image could not be read. Please choose another.',
  share_used: 'You have used up your space for images. Images of drafts you did not send go after a day.',
  gone: 'An image in the text is no longer there. Please remove it or add it again.',
}
