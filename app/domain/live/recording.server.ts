import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { DomainError } from '../../core/errors.ts'
import { accessHostedRoom, lockRoom } from './access.server.ts'
import type { RecordingInput } from './schema.ts'
import { streamOf } from './stream.ts'
import { tellEverybody } from './tell.server.ts'
import type { Recording } from './views.ts'

export type RecordingFacts = { streamUrl: string | null; recordingUrl: string | null; recordingOffset: number }

/** The recording of a room: the address it was given, else the stream where that plays inside the page, for there it stays. */
export function recordingOf({ streamUrl, recordingUrl, recordingOffset }: RecordingFacts): Recording | null {
  const stream = streamOf(recordingUrl ?? streamUrl ?? '')
  return stream === null || (recordingUrl === null && stream.kind === 'link') ? null : { stream, offset: recordingOffset }
}

const select = { streamUrl: true, recordingUrl: true, recordingOffset: true } as const

/** What was given for the recording, for the form of who runs the event; null address: none of its own. */
export async function readRecording(ctx: Ctx, eventId: string): Promise<{ url: string; offset: number; isFromStream: boolean }> {
  const { id } = await accessHostedRoom(ctx, eventId)
  const room = await ctx.db.room.findUnique({ where: { eventId: id }, select })
  return { url: room?.recordingUrl ?? '', offset: room?.recordingOffset ?? 0, isFromStream: room !== null && room.recordingUrl === null && recordingOf(room) !== null }
}

/** 録画: an address of a place we know, or none, and where in it the room was opened. Every host may, also when another has the room in hand. Throws `invalid` for every other address. */
export async function setRecording(ctx: Ctx, { eventId, url, offset, commandId }: RecordingInput): Promise<null> {
  return once(ctx, 'live:recording', commandId, async (tx) => {
    await accessHostedRoom(tx, eventId)
    await lockRoom(tx, eventId)
    const stream = url === '' ? null : streamOf(url)
    if (url !== '' && stream === null) throw new DomainError('invalid', { fields: { url: 'live.stream_unknown' } })
    await tx.db.room.update({ where: { eventId }, data: { recordingUrl: stream?.href ?? null, recordingOffset: offset }, select: { eventId: true } })
    await tellRecording(tx, eventId)
    tx.audit({ action: 'room.recording_changed', subject: 'event', subjectId: eventId })
    return null
  })
}

/** The recording as it follows from what the room has now. */
export async function tellRecording(tx: TxCtx, eventId: string): Promise<void> {
  const room = await tx.db.room.findUniqueOrThrow({ where: { eventId }, select })
  tellEverybody(tx, eventId, 'recording.changed', { recording: recordingOf(room) })
}
