/** What the socket layer needs to know of a room; each module's door offers one such source a kind of room. Browser-safe. */
import type { Ctx } from './ctx.ts'

/** `event` is what attendees hear, `event-staff` what hosts and moderators hear, `user` what concerns one member alone. */
export const roomKinds = ['topic', 'event', 'event-staff', 'user'] as const
export type RoomKind = (typeof roomKinds)[number]
export type RoomRef = { kind: RoomKind; id: string }
export const roomKey = (room: RoomRef): string => `${room.kind}:${room.id}`

export type RoomSource<State, Mine = undefined> = {
  /** Authorises, with the same access function the page uses, and names the stream this actor may hear. Throws `not_found`. */
  open(ctx: Ctx, id: string): Promise<{ stream: string; can: Record<string, boolean> }>
  /** The state everybody in the room shares, read fresh. Called inside the transaction that also reads the stream's number. */
  snapshot(ctx: Ctx, id: string): Promise<State>
  /** What belongs to this actor alone in the room (own votes, own pending questions); not versioned, sent with every join. */
  mine?(ctx: Ctx, id: string): Promise<Mine>
}
