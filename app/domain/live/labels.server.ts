import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, DomainError, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { lockHostedQuestion, lockRoomToRun } from './access.server.ts'
import { roomEvents, staffEvents } from './events.ts'
import type { Label } from './fold.ts'
import { isPublic, LABELS_A_ROOM } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import type { DropLabelInput, LabelInput, MakeLabelInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'
import { tellHosts, tellQuestion } from './tell.server.ts'

/** The labels of a room in the order they were made. */
export function readLabels(ctx: Pick<Ctx, 'db'>, eventId: string): Promise<Label[]> {
  return ctx.db.questionLabel.findMany({ where: { eventId }, select: { id: true, name: true, isPublic: true }, orderBy: { id: 'asc' }, take: LABELS_A_ROOM })
}

async function tellLabels(tx: TxCtx, eventId: string, isPublicToo: boolean): Promise<void> {
  const labels = await readLabels(tx, eventId)
  tx.emit(staffOf(eventId), staffEvents, 'labels.changed', { labels })
  if (isPublicToo) tx.emit(allOf(eventId), roomEvents, 'labels.changed', { labels: labels.filter((l) => l.isPublic) })
}

/** A label of the room, up to twenty; one that there is already is that one. Throws `conflict` when there are too many, `invalid` for a name that is taken by the other kind. */
export async function makeLabel(ctx: Ctx, { eventId, name, isPublic: isForAll, commandId }: MakeLabelInput): Promise<{ labelId: string }> {
  return once(ctx, 'live:make-label', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    const labels = await readLabels(tx, eventId)
    const same = labels.find((l) => l.name === name)
    if (same && same.isPublic !== isForAll) throw new DomainError('invalid', { fields: { name: 'live.label_taken' } })
    if (same) return { labelId: same.id }
    if (labels.length >= LABELS_A_ROOM) throw conflict('live.labels_full')
    const { id } = await tx.db.questionLabel.create({ data: { id: newId(), eventId, name, isPublic: isForAll }, select: { id: true } })
    await tellLabels(tx, eventId, isForAll)
    return { labelId: id }
  })
}

/** Takes a label off all questions and out of the room. */
export async function dropLabel(ctx: Ctx, { eventId, labelId, commandId }: DropLabelInput): Promise<null> {
  return once(ctx, 'live:drop-label', commandId, async (tx) => {
    await lockRoomToRun(tx, eventId)
    const label = await tx.db.questionLabel.findFirst({ where: { id: labelId, eventId }, select: { isPublic: true } })
    if (!label) return null
    await tx.db.$executeRaw`update question set label_ids = array_remove(label_ids, ${labelId}::uuid) where event_id = ${eventId}::uuid and label_ids @> array[${labelId}::uuid]`
    await tx.db.questionLabel.delete({ where: { id: labelId }, select: { id: true } })
    await tellLabels(tx, eventId, label.isPublic)
    return null
  })
}

/** Puts a label on a question or takes it off. */
export async function labelQuestion(ctx: Ctx, { questionId, labelId, isOn, commandId }: LabelInput): Promise<null> {
  return once(ctx, 'live:label', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    const label = await tx.db.questionLabel.findFirst({ where: { id: labelId, eventId: question.eventId }, select: { isPublic: true } })
    if (!label) throw notFound()
    if (question.labelIds.includes(labelId) === isOn) return null
    const labelIds = isOn ? [...question.labelIds, labelId] : question.labelIds.filter((l) => l !== labelId)
    await tx.db.question.update({ where: { id: questionId }, data: { labelIds }, select: { id: true } })
    const row = await questionNow(tx.db, questionId)
    if (label.isPublic && isPublic(row.status)) await tellQuestion(tx, row, true)
    else tellHosts(tx, row)
    return null
  })
}
