import { fileResponse } from '~/http/files.server.ts'
import { page } from '~/http/handle.server.ts'

/** A member's image. `?w=640` is the small one. */
export const loader = page('member', ({ ctx, params, request }) => fileResponse(ctx, request, params['file'] ?? ''))
