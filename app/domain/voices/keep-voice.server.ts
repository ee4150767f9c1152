import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { invalid } from '../../core/errors.ts'
import { keeper, lockVoice } from './access.server.ts'
import { linkSource, sourceRow } from './sources.server.ts'
import { voiceJobs } from './jobs.ts'
import { whatLacks, whyNotStep } from './policy.ts'
import type { editVoiceInput, makeVoiceInput, stepInput } from './schema.ts'

/** 受付: a new voice, with what it came from when that is named. Whoever said it is told. Answers with its number. */
export async function makeVoice(ctx: Ctx, { commandId, address, ...words }: z.output<typeof makeVoiceInput>): Promise<{ no: number }> {
  keeper(ctx)
  const source = address === '' ? null : await sourceRow(ctx, address)
  return once(ctx, 'voice:make', commandId, async (tx) => {
    const at = tx.now()
    const { id, no } = await tx.db.voice.create({ data: { ...words, createdAt: at, steppedAt: at }, select: { id: true, no: true } })
    tx.audit({ action: 'voice.made', subject: 'voice', subjectId: id, detail: { no } })
    if (source !== null) await linkSource(tx, id, source)
    tx.hint({ kind: 'voice.moved', no })
    return { no }
  })
}

/** Changes the words. Throws `conflict` when somebody changed them meanwhile, `invalid` when the voice would lack what its step needs. */
export function editVoice(ctx: Ctx, no: string, { commandId, version, ...words }: z.output<typeof editVoiceInput>): Promise<null> {
  keeper(ctx)
  return once(ctx, 'voice:edit', commandId, async (tx) => {
    const voice = await lockVoice(tx, no, version)
    const lacks = whatLacks({ step: voice.step, ...words })
    if (lacks !== null) throw invalid(lacks)
    await tx.db.voice.update({ where: { id: voice.id }, data: { ...words, version: { increment: 1 } }, select: { id: true } })
    tx.audit({ action: 'voice.edited', subject: 'voice', subjectId: voice.id, detail: { version: version + 1 } })
    tx.hint({ kind: 'voice.moved', no: voice.no })
    return null
  })
}

/** The next step, with what the prefecture thinks of it. Everybody who spoke or says the same is told, once a step. */
export function stepVoice(ctx: Ctx, no: string, { commandId, version, to, note, position, reason }: z.output<typeof stepInput>): Promise<null> {
  keeper(ctx)
  return once(ctx, 'voice:step', commandId, async (tx) => {
    const voice = await lockVoice(tx, no, version)
    const lacks = whyNotStep({ step: voice.step, position, reason }, to)
    if (lacks !== null) throw invalid(lacks)
    await tx.db.voice.update({ where: { id: voice.id }, data: { step: to, steppedAt: tx.now(), position, reason, version: { increment: 1 } }, select: { id: true } })
    if (note !== '') await tx.db.voiceHistory.update({ where: { voiceId_step: { voiceId: voice.id, step: to } }, data: { note }, select: { voiceId: true } })
    tx.audit({ action: 'voice.stepped', subject: 'voice', subjectId: voice.id, detail: { from: voice.step, to } })
    tx.enqueue(voiceJobs, 'voice.tell', { voiceId: voice.id, step: to })
    tx.hint({ kind: 'voice.moved', no: voice.no })
    return null
  })
}
