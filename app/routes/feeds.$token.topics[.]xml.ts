import { feedReader } from '~/domain/accounts/index.server.ts'
import { readTopicFeed } from '~/domain/boards/index.server.ts'
import { atomResponse } from '~/http/atom.server.ts'
import { page } from '~/http/handle.server.ts'

/** New topics of all boards, for feed readers: they know the token and have no session. */
export const loader = page('public', async ({ ctx, params, request, url, ip }) =>
  atomResponse(request, await readTopicFeed(await feedReader(ctx, { kind: 'topics', token: params['token'] ?? '', ip }), {}, url.pathname)))
