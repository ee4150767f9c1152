import { notFound } from '~/core/errors.ts'
import { page } from '~/http/handle.server.ts'

/** Any address that no page has. A guest is sent to sign in, as for every address that is not public, and learns nothing. */
export const loader = page('member', () => {
  throw notFound()
})

export default function Nowhere() {
  return null
}
