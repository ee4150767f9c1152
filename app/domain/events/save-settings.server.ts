import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { invalid } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { placePending } from './place-pending.server.ts'
import { promoteWaiting } from './promote-waiting.server.ts'
import { seatsOf } from './policy.ts'
import type { SettingsInput } from './schema.ts'

/** The settings of registration, kept by a host. Seats that this makes free go to those who wait, then to those whom no host has to agree to any more; nobody is thrown out. Fewer seats than are taken are refused beside their field. */
export async function saveRegistrationSettings(ctx: Ctx, eventId: string, { commandId, ...settings }: SettingsInput): Promise<null> {
  return once(ctx, 'events.settings', commandId, async (tx) => {
    await accessHostedEvent(tx, eventId)
    await applySettings(tx, eventId, settings)
    return null
  })
}

/** The same inside another's transaction, for whoever has made sure that the actor may: sets what is given and passes free seats on. */
export async function applySettings(tx: TxCtx, eventId: string, settings: Partial<Omit<SettingsInput, 'commandId'>>): Promise<void> {
  const event = await lockEvent(tx, eventId)
  const tooFew = seatsOf(event).map((s) => [`${s.seat}Capacity`, settings[`${s.seat}Capacity`], s.taken] as const).filter(([, capacity, taken]) => typeof capacity === 'number' && capacity < taken)
  if (tooFew.length > 0) throw invalid(Object.fromEntries(tooFew.map(([field]) => [field, 'events.settings.below_taken'])))
  await tx.db.event.update({ where: { id: event.id }, data: settings, select: { id: true } })
  await promoteWaiting(tx, event)
  if (settings.needsApproval === false) await placePending(tx, event)
}
