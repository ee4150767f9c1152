import type { Ctx } from '../../core/ctx.ts'
import { readRoom } from '../../core/rooms.server.ts'
import type { RoomView } from '../../core/rooms.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/index.server.ts'
import { hostsOfEvent } from '../events/index.server.ts'
import { accessHostedRoom, accessRoom } from './access.server.ts'
import type { Mine, RoomState } from './fold.ts'
import { eventRoom, eventStaffRoom } from './room-sources.server.ts'

/** Instants are ISO texts; `now` is the server's, so that elapsed time is right on a clock that is not. */
type Around = { event: { id: string; title: string; startsAt: string; endsAt: string; host: MemberCard | null }; now: string }
export type AttendeePage = Around & { room: RoomView<RoomState, Mine> }
/** `hosts`: who can be given the room. */
export type HostPage = Around & { room: RoomView<RoomState>; hosts: { id: string; name: string }[] }

/** The room as an attendee sees it. Throws `not_found` for whoever may not come in. */
export async function readAttendeePage(ctx: Ctx, eventId: string): Promise<AttendeePage> {
  const event = await accessRoom(ctx, eventId)
  const [around, room] = await Promise.all([readAround(ctx, event.id), readRoom(ctx, eventRoom, event.id)])
  return { ...around, room }
}

/** The room as its host and the office see it. Throws `not_found` to everybody else. */
export async function readHostPage(ctx: Ctx, eventId: string): Promise<HostPage> {
  const event = await accessHostedRoom(ctx, eventId)
  const [around, room, hosts] = await Promise.all([readAround(ctx, event.id), readRoom(ctx, eventStaffRoom, event.id), hostsOfEvent(ctx, event.id)])
  return { ...around, room, hosts }
}

async function readAround(ctx: Ctx, id: string): Promise<Around> {
  const row = await ctx.db.event.findUniqueOrThrow({ where: { id }, select: { title: true, startsAt: true, endsAt: true, host: { select: cardSelect } } })
  const event = { id, title: row.title, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), host: row.host && toCard(row.host) }
  return { event, now: ctx.now().toISOString() }
}
