import { readEventIcs } from '~/domain/events/index.server.ts'
import { icsResponse } from '~/http/ics.server.ts'
import { page } from '~/http/handle.server.ts'

/** One event as a file for the reader's calendar. */
export const loader = page('member', async ({ ctx, params }) => icsResponse(await readEventIcs(ctx, params['event'] ?? ''), 'event.ics'))
