import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import type { formerNameInput } from './schema.ts'

/** Keeps the actor's own former name and who may see it; an empty one takes it away. What else their profile says stays. */
export async function setFormerName(ctx: Ctx, { commandId, formerName, formerKana, shownTo }: z.output<typeof formerNameInput>): Promise<void> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  await once(ctx, 'profile:former-name', commandId, async (tx) => {
    const visibility = JSON.stringify({ formerName: shownTo })
    await tx.db.$executeRaw`
      insert into profile (member_id, former_name, former_kana, visibility) values (${actor.id}::uuid, ${formerName}, ${formerKana}, ${visibility}::jsonb)
      on conflict (member_id) do update set former_name = excluded.former_name, former_kana = excluded.former_kana, visibility = profile.visibility || excluded.visibility`
    tx.audit({ action: 'profile.former_name_set', subject: 'member', subjectId: actor.id, detail: { shownTo, isEmpty: formerName === '' } })
    return null
  })
}
