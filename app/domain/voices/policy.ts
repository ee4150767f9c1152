/** What a voice may come to, and who does what. Pure, browser-safe. */
import { type Account, type Actor, isMember, isStaff } from '../../core/actor.ts'

/** 受付, 検討中, 担当課回答, 反映, 一部反映, 今後の参考, 反映困難, 実施. */
export const voiceSteps = ['received', 'considering', 'answered', 'adopted', 'partly', 'noted', 'declined', 'done'] as const
export type VoiceStep = (typeof voiceSteps)[number]
export const isVoiceStep = (value: unknown): value is VoiceStep => voiceSteps.some((step) => step === value)

/** What became of it; a voice has one of these once its department's answer is out. */
export const outcomes = ['adopted', 'partly', 'noted', 'declined'] as const satisfies VoiceStep[]
/** What changed something: these stand on the home page. */
export const changed = ['adopted', 'partly', 'done'] as const satisfies VoiceStep[]
/** Nothing is waited for. */
export const isClosed = (step: VoiceStep): boolean => step === 'done' || outcomes.some((o) => o === step)

const following: Record<VoiceStep, readonly VoiceStep[]> = {
  received: ['considering'], considering: ['answered'], answered: outcomes, adopted: ['done'], partly: ['done'], noted: [], declined: [], done: [],
}
/** What may come next: one step at a time, and done is only what was taken up. */
export const nextSteps = (step: VoiceStep): readonly VoiceStep[] => following[step]

/** How far along its way, of five: 受付, 検討中, 担当課回答, what became of it, 実施. */
export const STAGES = 5
export const stageOf = (step: VoiceStep): number => (step === 'received' ? 1 : step === 'considering' ? 2 : step === 'answered' ? 3 : step === 'done' ? 5 : 4)

/** What is missing before a voice may come to a step, by the field that lacks it; null when nothing is. */
export function whyNotStep(voice: { step: VoiceStep; position: string; reason: string }, to: VoiceStep): Record<string, string> | null {
  if (!nextSteps(voice.step).includes(to)) return { to: 'voices.not_next' }
  return whatLacks({ ...voice, step: to })
}

/** What a voice at this step lacks: its end needs 県の考え方, and what cannot be done a reason. */
export function whatLacks({ step, position, reason }: { step: VoiceStep; position: string; reason: string }): Record<string, string> | null {
  const lacks = {
    ...(isClosed(step) && position.trim() === '' && { position: 'voices.needs_position' }),
    ...(step === 'declined' && reason.trim() === '' && { reason: 'voices.needs_reason' }),
  }
  return Object.keys(lacks).length === 0 ? null : lacks
}

/** Every member reads the ledger and may say the same. */
export const canReadVoices = (actor: Actor): actor is Account => isMember(actor)
/** 事務局 keeps it. */
export const canKeepVoices = (actor: Actor): actor is Account => isStaff(actor)

export const TITLE_LIMIT = 80
export const BODY_LIMIT = 2_000
export const DEPARTMENT_LIMIT = 60
export const POSITION_LIMIT = 2_000
export const REASON_LIMIT = 1_000
export const NOTE_LIMIT = 300

export type SourceAddress = { kind: 'post'; topicId: string; no: number } | { kind: 'question'; id: string } | { kind: 'member'; handle: string }

const id = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}'
const forms: [RegExp, (m: RegExpExecArray) => SourceAddress][] = [
  [new RegExp(`^/topics/(${id})(?:\\?[^#]*)?#post-(\\d{1,9})$`), (m) => ({ kind: 'post', topicId: m[1] ?? '', no: Number(m[2]) })],
  [new RegExp(`^/topics/(${id})/posts/(\\d{1,9})(?:[?#/].*)?$`), (m) => ({ kind: 'post', topicId: m[1] ?? '', no: Number(m[2]) })],
  [new RegExp(`^/topics/(${id})(?:\\?[^#]*)?$`), (m) => ({ kind: 'post', topicId: m[1] ?? '', no: 1 })],
  [new RegExp(`^/events/${id}/\\w+(?:\\?[^#]*)?#q-(${id})$`), (m) => ({ kind: 'question', id: m[1] ?? '' })],
  [/^[@＠]([\w-]{1,60})$/u, (m) => ({ kind: 'member', handle: (m[1] ?? '').toLowerCase() })],
]

/** What somebody copied out of the address bar, or the @name of a member, as what it means; null when it is neither. A topic alone is its first post. */
export function readSource(typed: string): SourceAddress | null {
  const text = typed.trim().replace(/^https?:\/\/[^/\s]+/i, '')
  for (const [form, read] of forms) {
    const match = form.exec(text)
    if (match !== null) return read(match)
  }
  return null
}
