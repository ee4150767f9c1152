import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { firstAnswer } from '../../core/one-statement.server.ts'
import { accessEvent, accessHostedEvent, lockEvent, maySeeEvent } from '../events/index.server.ts'
import { canHost } from '../events/policy.ts'
import { dropMaterial, isOverShare, keepMaterial, listMaterials, type Material, readMaterial } from '../files/index.server.ts'
import { member } from './access.server.ts'
import { MOST_MATERIALS } from './policy.ts'
import type { addMaterialInput, dropMaterialInput, materialsForInput } from './schema.ts'

/** `items` null: they are for those who take part alone, and the reader does not; `count` says how many there are. */
export type EventMaterials = { items: Material[] | null; count: number; isForGoing: boolean }

/** Whether the actor may read the materials of an event: who may see it, or, where it is set so, who takes part and who runs it. */
export async function maySeeMaterials(ctx: Ctx, eventId: string): Promise<boolean> {
  const { actor } = ctx
  if (!isMember(actor) || !(await maySeeEvent(ctx, eventId))) return false
  const event = await ctx.db.event.findUniqueOrThrow({
    where: { id: eventId }, select: { materialsForGoing: true, hostId: true, cohostIds: true, registrations: { where: { memberId: actor.id, status: { in: ['going', 'attended', 'absent'] } }, select: { status: true } } },
  })
  return !event.materialsForGoing || canHost(actor, event) || event.registrations.length > 0
}

/** What stands beside an event for this reader. */
export async function readMaterials(ctx: Ctx, eventId: string): Promise<EventMaterials> {
  const event = await accessEvent(ctx, eventId)
  const [items, row] = await Promise.all([listMaterials(ctx, event.id), ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { materialsForGoing: true } })])
  const isSeen = items.length === 0 || !row.materialsForGoing || (await maySeeMaterials(ctx, event.id))
  return { items: isSeen ? items : null, count: items.length, isForGoing: row.materialsForGoing }
}

export type MaterialsPage = { event: { id: string; title: string }; items: Material[]; isForGoing: boolean }

/** The page where who runs an event puts files beside it. */
export async function hostedMaterials(ctx: Ctx, eventId: string): Promise<MaterialsPage> {
  const event = await accessHostedEvent(ctx, eventId)
  const { items, isForGoing } = await readMaterials(ctx, event.id)
  return { event: { id: event.id, title: event.title }, items: items ?? [], isForGoing }
}

/** Puts a file beside an event. Throws `invalid` (fields `file`, `alt`), `conflict` (too many, share used up), `too_many` (60 an hour). */
export async function addMaterial(ctx: Ctx, eventId: string, { commandId, alt }: z.output<typeof addMaterialInput>, file: { name: string; bytes: Uint8Array }): Promise<{ id: string }> {
  const me = member(ctx).id
  const { id } = await accessHostedEvent(ctx, eventId)
  const before = await firstAnswer<{ id: string }>(ctx, commandId)
  if (before !== undefined) return before
  await ctx.limit('file.upload', me, { points: 60, seconds: 3_600 })
  const read = await readMaterial(ctx, { ...file, alt })
  try {
    return await once(ctx, 'event:material', commandId, async (tx) => {
      // Under the event's lock, so that two at once do not go beyond the limit together.
      const event = await lockEvent(tx, id)
      if (!canHost(tx.actor, event)) throw notFound()
      if ((await tx.db.storedFile.count({ where: { subject: 'material', subjectId: event.id } })) >= MOST_MATERIALS) throw conflict('materials.too_many')
      const kept = await keepMaterial(tx, { subject: 'material', subjectId: event.id, ownerId: me }, read)
      tx.audit({ action: 'event.material_added', subject: 'event', subjectId: event.id, detail: { file: kept, mediaType: read.mediaType } })
      return { id: kept }
    })
  } catch (error) {
    if (isOverShare(error)) throw conflict('materials.share_used')
    throw error
  }
}

/** Takes a file away again. */
export const removeMaterial = (ctx: Ctx, eventId: string, { commandId, file }: z.output<typeof dropMaterialInput>): Promise<null> =>
  once(ctx, 'event:material-drop', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event)) throw notFound()
    if (await dropMaterial(tx, event.id, file)) tx.audit({ action: 'event.material_removed', subject: 'event', subjectId: event.id, detail: { file } })
    return null
  })

/** Who may read them: who may see the event, or who takes part alone. */
export const chooseMaterialsFor = (ctx: Ctx, eventId: string, { commandId, who }: z.output<typeof materialsForInput>): Promise<null> =>
  once(ctx, 'event:materials-for', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event)) throw notFound()
    await tx.db.event.update({ where: { id: event.id }, data: { materialsForGoing: who === 'going' }, select: { id: true } })
    return null
  })
