import { STAGES, stageOf, type VoiceStep } from '~/domain/voices/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'

const tones: Partial<Record<VoiceStep, BadgeTone>> = { adopted: 'success', partly: 'accent', noted: 'line', declined: 'caution', done: 'success' }

/** Where a voice is, in a word. */
export function StepBadge({ step }: { step: VoiceStep }) {
  const t = useT()
  return <Badge tone={tones[step]} icon={step === 'done' ? 'check' : undefined}>{t(`voices.step_${step}`)}</Badge>
}

/** The same as a row of five. */
export function Stages({ step }: { step: VoiceStep }) {
  const t = useT()
  const at = stageOf(step)
  return <span className="vsteps" role="img" aria-label={t('voices.stages', { at })}>{Array.from({ length: STAGES }, (_, i) => <i key={i} className={i < at ? 'on' : undefined} />)}</span>
}
