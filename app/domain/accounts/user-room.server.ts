import type { RoomSource } from '../../core/rooms.ts'
import { notFound } from '../../core/errors.ts'

/**
 * The room of one member: what concerns nobody else. It has no state of its own; its events tell what has changed elsewhere.
 * Members and applicants alike hear their own, and nobody hears another's.
 */
export const userRoom: RoomSource<null> = {
  async open(ctx, id) {
    if (ctx.actor.kind !== 'account' || ctx.actor.id !== id) throw notFound()
    return { stream: `user:${id}`, can: {} }
  },
  snapshot: async () => null,
}
