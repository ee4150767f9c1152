import { unreadBoards } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'

/** How many topics are unread, for the number that every page shows. */
export const loader = page('member', async ({ ctx }) => Response.json({ boards: await unreadBoards(ctx) }, { headers: { 'Cache-Control': 'no-store' } }))
