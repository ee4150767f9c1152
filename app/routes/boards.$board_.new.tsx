import { go, page } from '~/http/handle.server'

/** The form for a new topic, with this board chosen. */
export const loader = page('member', ({ params }) => {
  throw go(`/boards/new?board=${encodeURIComponent(params['board'] ?? '')}`)
})
