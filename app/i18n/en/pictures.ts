import type { pictures as ja } from '../ja/pictures.ts'
import type { English } from '../types.ts'
export const pictures: English<typeof ja> = {
  add: 'Add images',
  title: 'Images',
  one: 'Image {{n}}',
  alt: 'Description of image {{n}}',
  kept: 'Your image {{n}}',
  again: 'This image has arrived. Choose a file only to replace it.',
  drop: 'Leave this image out',
  too_much: 'Images sent at once may weigh 16 MB together. Those that arrived are kept; please choose this one again.',
}
