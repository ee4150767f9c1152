import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { numberOf, reader } from './access.server.ts'
import type { supportInput } from './schema.ts'

/** 「私も同じ声」, given or taken back. Counted once a member; who spoke already is counted among the voices and stays there. */
export function supportVoice(ctx: Ctx, no: string, { commandId, isOn }: z.output<typeof supportInput>): Promise<{ isOn: boolean }> {
  const { id: memberId } = reader(ctx)
  return once(ctx, 'voice:support', commandId, async (tx) => {
    const voice = await tx.db.voice.findUnique({ where: { no: numberOf(no) }, select: { id: true, from: { where: { memberId }, select: { id: true }, take: 1 } } })
    if (!voice) throw notFound()
    if (voice.from.length > 0) return { isOn: false }
    if (isOn) await tx.db.voiceSupport.createMany({ data: [{ voiceId: voice.id, memberId, at: tx.now() }], skipDuplicates: true })
    else await tx.db.voiceSupport.deleteMany({ where: { voiceId: voice.id, memberId } })
    return { isOn }
  })
}
