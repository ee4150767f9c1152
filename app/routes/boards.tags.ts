import { suggestTags } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'

/** Tags that begin with what was typed (`?q=`). */
export const loader = page('member', async ({ ctx, url }) => Response.json({ tags: await suggestTags(ctx, url.searchParams.get('q') ?? '') }, { headers: { 'Cache-Control': 'no-store' } }))
