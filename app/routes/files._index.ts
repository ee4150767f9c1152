import { notFound } from '~/core/errors.ts'
import { uploadImage } from '~/domain/files/index.server.ts'
import { uploadInput } from '~/domain/files/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'

/** Nothing to read here: files are sent to this address (field `image`). */
export const loader = page('member', () => {
  throw notFound()
})

export const action = act('member', {
  default: intent(uploadInput, async ({ ctx, files }, input) => uploadImage(ctx, input, new Uint8Array((await files['image']?.arrayBuffer()) ?? []))),
}, { asJson: true })
