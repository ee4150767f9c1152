import type { VoiceStep } from '../../app/domain/voices/policy.ts'
import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { Prisma, Voice } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

type Step = { step: VoiceStep; at: Date; note?: string }
/** The way to each step. */
const ways: Record<VoiceStep, VoiceStep[]> = {
  received: [], considering: ['considering'], answered: ['considering', 'answered'], adopted: ['considering', 'answered', 'adopted'], partly: ['considering', 'answered', 'partly'],
  noted: ['considering', 'answered', 'noted'], declined: ['considering', 'answered', 'declined'], done: ['considering', 'answered', 'adopted', 'done'],
}
const stepsTo = (step: VoiceStep, from: Date): Step[] => ways[step].map((s, i) => ({ step: s, at: new Date(from.getTime() + (i + 1) * 3_600_000) }))

/** A voice that went the way to its step, as the database asks: one after the other. `steps` gives them their own dates. */
export async function makeVoice(db: Db | Tx, { step = 'received', steps, note = '', ...over }: Partial<Prisma.VoiceUncheckedCreateInput> & { steps?: Step[]; note?: string } = {}): Promise<Voice> {
  const createdAt = new Date(over.createdAt ?? DEMO_NOW)
  const way = steps ?? stepsTo(step, createdAt)
  const ends = way.some((s) => ways[s.step].length > 2)
  let voice = await db.voice.create({
    data: { title: '復職しやすい制度', body: '一度離れても戻りやすい制度がほしいです。', department: '人事課', position: ends ? '検討を続けます。' : '', reason: way.some((s) => s.step === 'declined') ? '課題があります。' : '', ...over, createdAt, steppedAt: createdAt },
  })
  if (note !== '') await db.voiceHistory.update({ where: { voiceId_step: { voiceId: voice.id, step: 'received' } }, data: { note } })
  for (const s of way) {
    voice = await db.voice.update({ where: { id: voice.id }, data: { step: s.step, steppedAt: s.at } })
    if (s.note !== undefined) await db.voiceHistory.update({ where: { voiceId_step: { voiceId: voice.id, step: s.step } }, data: { note: s.note } })
  }
  return voice
}

/** What a voice came from, and who is told. */
export const makeVoiceSource = (db: Db | Tx, over: Partial<Prisma.VoiceSourceUncheckedCreateInput> & { voiceId: string }) => db.voiceSource.create({ data: { id: newId(), createdAt: DEMO_NOW, ...over } })
export const makeVoiceSupport = (db: Db | Tx, over: Partial<Prisma.VoiceSupportUncheckedCreateInput> & { voiceId: string; memberId: string }) => db.voiceSupport.create({ data: { at: DEMO_NOW, ...over } })
