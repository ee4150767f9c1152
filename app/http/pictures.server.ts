import { keepPictures } from '../domain/boards/index.server.ts'
import type { First } from './handle.server.ts'

/** Keeps the pictures of a form before the rest of it is checked: a form that comes back has them. */
export const keepingPictures: First = async ({ ctx, files }, values) => {
  const { kept, wrong } = await keepPictures(ctx, values['commandId'], async (field) => (files[field] === undefined ? undefined : new Uint8Array(await files[field].arrayBuffer())))
  for (const [field, id] of Object.entries(kept)) {
    values[field] = id
    // Chosen anew, it is wanted.
    delete values[field.replace('picture', 'drop')]
  }
  return wrong
}
