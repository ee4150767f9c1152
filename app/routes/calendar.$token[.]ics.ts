import { feedReader } from '~/domain/accounts/index.server.ts'
import { readCalendarFeed } from '~/domain/events/index.server.ts'
import { icsResponse } from '~/http/ics.server.ts'
import { page } from '~/http/handle.server.ts'

/** A member's own events, for calendar programs: they know the token and have no session. */
export const loader = page('public', async ({ ctx, params, ip }) => icsResponse(await readCalendarFeed(await feedReader(ctx, { kind: 'calendar', token: params['token'] ?? '', ip }))))
