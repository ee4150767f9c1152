import type { Tx } from '../../app/core/db.server.ts'
import { makeVoice, makeVoiceSource, makeVoiceSupport } from '../factories/voices.ts'
import { demoId, memberId } from './ids.ts'
import { mover } from './time.ts'
import { voices } from './voices.ts'

/** The ledger: five topics, at five places of the way. */
export async function layVoices(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  const at = (local: string): Date => new Date(Math.min(move(local).getTime(), now.getTime()))
  for (const v of voices) {
    const [first, ...steps] = v.steps.map(([step, local, note]) => ({ step, at: at(local), ...(note !== undefined && { note }) }))
    const createdAt = first?.at ?? now
    const { id: voiceId } = await makeVoice(tx, { id: demoId(`voice:${v.title}`), title: v.title, body: v.body, department: v.department, position: v.position, reason: v.reason ?? '', createdAt, steps })
    for (const [topic, no] of v.posts ?? []) {
      const post = await tx.post.findUniqueOrThrow({ where: { topicId_no: { topicId: demoId(`topic:${topic}`), no } }, select: { id: true, authorId: true } })
      await makeVoiceSource(tx, { voiceId, postId: post.id, memberId: post.authorId, createdAt })
    }
    for (const i of v.questions ?? []) {
      const question = await tx.question.findUniqueOrThrow({ where: { id: demoId(`question:past:${i}`) }, select: { id: true, authorId: true } })
      await makeVoiceSource(tx, { voiceId, questionId: question.id, memberId: question.authorId, createdAt })
    }
    for (const who of v.said ?? []) await makeVoiceSource(tx, { voiceId, memberId: memberId(who), createdAt })
    for (let i = 0; i < (v.nameless ?? 0); i++) await makeVoiceSource(tx, { voiceId, createdAt })
    for (const who of v.supporters) await makeVoiceSupport(tx, { voiceId, memberId: memberId(who), at: createdAt })
  }
}

/** The same days later, never into the future. */
export async function moveVoices(tx: Tx, later: string, now: Date): Promise<void> {
  await tx.$executeRaw`update voice set created_at = least(created_at + ${later}::interval, ${now}), stepped_at = least(stepped_at + ${later}::interval, ${now})`
  await tx.$executeRaw`update voice_history set at = least(at + ${later}::interval, ${now})`
  await tx.$executeRaw`update voice_source set created_at = least(created_at + ${later}::interval, ${now})`
  await tx.$executeRaw`update voice_support set at = least(at + ${later}::interval, ${now})`
}
