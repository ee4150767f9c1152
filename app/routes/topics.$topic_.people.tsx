import { suggestPeople } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'

/** Whom a text may mention, for what was typed after @ (`?q=`). `/topics/new/people` for a topic that does not exist yet. */
export const loader = page('member', async ({ ctx, params, url }) =>
  Response.json({ people: await suggestPeople(ctx, params['topic'] === 'new' ? null : (params['topic'] ?? ''), url.searchParams.get('q') ?? '') }, { headers: { 'Cache-Control': 'no-store' } }))
