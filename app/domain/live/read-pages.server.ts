import type { Ctx } from '../../core/ctx.ts'
import { readRoom } from '../../core/rooms.server.ts'
import type { RoomView } from '../../core/rooms.ts'
import { notFound } from '../../core/errors.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/index.server.ts'
import { hostsOfEvent } from '../events/index.server.ts'
import { accessHostedRoom, accessRoom } from './access.server.ts'
import type { Mine, RoomState } from './fold.ts'
import { drawQr, type Qr } from './qr.server.ts'
import { MOST_OFFSET } from './policy.ts'
import { recordingOf } from './recording.server.ts'
import { eventRoom, eventStaffRoom } from './room-sources.server.ts'
import { playerOf, streamOf } from './stream.ts'

/** Instants are ISO texts; `now` is the server's, so that elapsed time is right on a clock that is not. */
type Around = { event: { id: string; title: string; startsAt: string; endsAt: string; host: MemberCard | null }; now: string }
export type AttendeePage = Around & { room: RoomView<RoomState, Mine> }
/** `hosts`: who can be given the room; `join`: what one is told who wants to come in. */
export type HostPage = Around & { room: RoomView<RoomState>; hosts: { id: string; name: string }[]; join: { address: string; code: string | null } }

/** The projector: what everybody may know, and how one comes in. */
export type StagePage = Around & { room: RoomView<RoomState>; join: { address: string; code: string | null; qr: Qr } }

const joinAddress = (ctx: Ctx): string => `${new URL(ctx.place.publicUrl).host}/live`

/** The projector's page, for whoever may come in. Nothing in it is anybody's own. */
export async function readStagePage(ctx: Ctx, eventId: string): Promise<StagePage> {
  const event = await accessRoom(ctx, eventId)
  const [around, { mine: _, mineSeq: __, ...room }, row] = await Promise.all([readAround(ctx, event.id), readRoom(ctx, eventRoom, event.id), ctx.db.room.findUnique({ where: { eventId: event.id }, select: { joinCode: true } })])
  const code = row?.joinCode ?? null
  const base = new URL(ctx.place.publicUrl)
  const qr = drawQr(new URL(code === null ? `/events/${event.id}/live` : `/live?code=${code}`, base).href)
  return { ...around, room: { ...room, mine: undefined, mineSeq: 0 }, join: { address: joinAddress(ctx), code, qr } }
}

/** The address the room's player frames: the stream, and once the room is closed the recording, from second `at` on. Throws `not_found` where nothing plays inside the page. */
export async function readPlayer(ctx: Ctx, eventId: string, at = 0): Promise<{ src: string; origin: string; title: string }> {
  const event = await accessRoom(ctx, eventId)
  const room = await ctx.db.room.findUnique({ where: { eventId: event.id }, select: { status: true, streamUrl: true, recordingUrl: true, recordingOffset: true } })
  const stream = room?.status === 'closed' ? (recordingOf(room)?.stream ?? null) : streamOf(room?.streamUrl ?? '')
  const player = stream && playerOf(stream, Number.isInteger(at) && at > 0 && at <= 2 * MOST_OFFSET ? at : 0)
  if (!player) throw notFound()
  return { ...player, title: event.title }
}

/** The room as an attendee sees it. Throws `not_found` for whoever may not come in. */
export async function readAttendeePage(ctx: Ctx, eventId: string): Promise<AttendeePage> {
  const event = await accessRoom(ctx, eventId)
  const [around, room] = await Promise.all([readAround(ctx, event.id), readRoom(ctx, eventRoom, event.id)])
  return { ...around, room }
}

/** The room as its host and the office see it. Throws `not_found` to everybody else. */
export async function readHostPage(ctx: Ctx, eventId: string): Promise<HostPage> {
  const event = await accessHostedRoom(ctx, eventId)
  const [around, room, hosts, row] = await Promise.all([readAround(ctx, event.id), readRoom(ctx, eventStaffRoom, event.id), hostsOfEvent(ctx, event.id), ctx.db.room.findUnique({ where: { eventId: event.id }, select: { joinCode: true } })])
  return { ...around, room, hosts, join: { address: joinAddress(ctx), code: row?.joinCode ?? null } }
}

async function readAround(ctx: Ctx, id: string): Promise<Around> {
  const row = await ctx.db.event.findUniqueOrThrow({ where: { id }, select: { title: true, startsAt: true, endsAt: true, host: { select: cardSelect } } })
  const event = { id, title: row.title, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), host: row.host && toCard(row.host) }
  return { event, now: ctx.now().toISOString() }
}
