/** What the socket layer needs to know of a room; each module's door offers one such source a kind of room. Browser-safe. */
import type { z } from 'zod'
import type { Ctx, Schemas } from './ctx.ts'

/** `event` is what attendees hear, `event-staff` what hosts and moderators hear, `user` what concerns one member alone. */
export const roomKinds = ['topic', 'event', 'event-staff', 'user'] as const
export type RoomKind = (typeof roomKinds)[number]
export type RoomRef = { kind: RoomKind; id: string }
export const roomKey = (room: RoomRef): string => `${room.kind}:${room.id}`

export type RoomSource<State, Mine = undefined, Facts = unknown> = {
  /** What decides who may come in, the same whoever asks: read as `system`, once for those who ask together, and never before they asked. */
  facts?(ctx: Ctx, id: string): Promise<Facts>
  /** Authorises, with the same access function the page uses, and names the stream this actor may hear. Throws `not_found`. `facts`: where they have been read. */
  open(ctx: Ctx, id: string, facts?: Facts): Promise<{ stream: string; can: Record<string, boolean> }>
  /**
   * The state everybody in the room shares, read fresh. Called as `system` inside the transaction that also reads the stream's number;
   * one answer may serve several who join together, so it depends on the room alone.
   */
  snapshot(ctx: Ctx, id: string): Promise<State>
  /** What belongs to each of these members alone in the room (own votes, own pending questions); not versioned, sent with every join. The caller has authorised them. */
  mine?(ctx: Ctx, id: string, memberIds: readonly string[]): Promise<ReadonlyMap<string, Mine>>
}

/** What happened in a room, as the log and the wire carry it. */
export type RoomEvent = { seq: number; type: string; payload: unknown }
/** The events of a module as a union of `{ type, payload }`, for its fold. */
export type EventOf<M extends Schemas> = { [K in keyof M & string]: { type: K; payload: z.output<M[K]> } }[keyof M & string]
/** A room as a page's loader hands it on; `mineSeq` is the number of the member's own stream that `mine` already contains. */
export type RoomView<State, Mine = undefined> = { state: State; seq: number; mine: Mine; mineSeq: number; can: Record<string, boolean> }
