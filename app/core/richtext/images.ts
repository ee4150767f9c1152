import type { DocNode } from './limits.ts'

/** Where an image is read: whole, or as wide as suits a phone. */
export const SMALL_IMAGE = 640
export const imageAddress = (id: string): string => `/files/${id}`
export const smallImage = (id: string): string => `/files/${id}?w=${SMALL_IMAGE}`

export type ImageAttrs = { id: string; alt: string; width: number; height: number }
export const isImage = (node: DocNode): node is DocNode & { attrs: ImageAttrs } => node.type === 'image'

/** The images of a checked document, in order. */
export const imagesIn = (node: DocNode): ImageAttrs[] => (isImage(node) ? [node.attrs] : (node.content ?? []).flatMap(imagesIn))
