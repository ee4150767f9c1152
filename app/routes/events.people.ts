import { offerMembers } from '~/domain/proposals/index.server'
import { page } from '~/http/handle.server'

/** Members to be named in an event, for what was typed (`?q=`). */
export const loader = page('member', async ({ ctx, url }) => Response.json({ people: await offerMembers(ctx, url.searchParams.get('q') ?? '') }, { headers: { 'Cache-Control': 'no-store' } }))
