import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, DomainError, notFound } from '../../core/errors.ts'
import { hasCustodians } from '../custody/index.server.ts'
import { roomPolls } from '../polls/index.server.ts'
import { lockRoomToRun } from './access.server.ts'
import type { AskingModeInput, StageViewInput, StreamInput } from './schema.ts'
import { tellRecording } from './recording.server.ts'
import { streamOf } from './stream.ts'
import { tellEverybody } from './tell.server.ts'

/** Whether one may also ask under another name, or without any. What was asked stays as it was asked. Throws `conflict` without custodians to seal for. */
export async function allowAsking(ctx: Ctx, { eventId, mode, isOn, commandId }: AskingModeInput): Promise<null> {
  return once(ctx, 'live:allow', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    if (mode === 'anonymous' && isOn && !(await hasCustodians(tx))) throw conflict('live.no_custodians')
    const room = await tx.db.room.update({
      where: { eventId }, data: mode === 'pseudonym' ? { allowsPseudonym: isOn } : { allowsAnonymous: isOn, lacksCustodians: false }, select: { allowsPseudonym: true, allowsAnonymous: true },
    })
    tellEverybody(tx, eventId, 'modes.switched', room)
    return null
  })
}

/** 投影するもの, and which poll of several that are open. Throws `not_found` for a poll that is not this room's, or a draft. */
export async function showOnStage(ctx: Ctx, { eventId, view, pollId, commandId }: StageViewInput): Promise<null> {
  return once(ctx, 'live:show-on-stage', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    if (pollId !== undefined && (await roomPolls(tx, eventId, 'all', [pollId])).length === 0) throw notFound()
    const { stagePollId } = await tx.db.room.update({ where: { eventId }, data: { stageView: view, ...(pollId !== undefined && { stagePollId: pollId }) }, select: { stagePollId: true } })
    tellEverybody(tx, eventId, 'stage.shown', { view, pollId: stagePollId })
    return null
  })
}

/** 映像と音声: an address of a place we know, or none. Throws `invalid` for every other. */
export async function setStream(ctx: Ctx, { eventId, url, commandId }: StreamInput): Promise<null> {
  return once(ctx, 'live:stream', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    const stream = url === '' ? null : streamOf(url)
    if (url !== '' && stream === null) throw new DomainError('invalid', { fields: { url: 'live.stream_unknown' } })
    await tx.db.room.update({ where: { eventId }, data: { streamUrl: stream?.href ?? null }, select: { eventId: true } })
    tellEverybody(tx, eventId, 'stream.changed', { stream })
    await tellRecording(tx, eventId)
    tx.audit({ action: 'room.stream_changed', subject: 'event', subjectId: eventId })
    return null
  })
}
