import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import type { timeZoneInput } from './schema.ts'

/** Keeps where the actor lives: pages and mails show times there beside Tokyo's. */
export async function setTimeZone(ctx: Ctx, { commandId, zone }: z.output<typeof timeZoneInput>): Promise<void> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  await once(ctx, 'accounts:time-zone', commandId, async (tx) => {
    await tx.db.member.update({ where: { id: actor.id }, data: { timeZone: zone }, select: { id: true } })
    return null
  })
}
