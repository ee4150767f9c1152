import type { VoicePage } from '~/domain/voices/index.server.ts'
import { isClosed, nextSteps } from '~/domain/voices/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { TimeText } from '../ui/time-text.tsx'

/** The steps a voice took, each with its date, and the one that comes next; 県の考え方 stands where it was given. */
export function Way({ voice }: { voice: VoicePage }) {
  const t = useT()
  const next = nextSteps(voice.step)
  const told = voice.history.findLast((h) => h.step !== 'done' && (h.step === 'answered' || isClosed(h.step)))?.step
  return (
    <ol className="vline">
      {voice.history.map((h) => (
        <li key={h.step} className={h.step === voice.step ? 'on now' : 'on'} aria-current={h.step === voice.step ? 'step' : undefined}>
          <TimeText className="vd" at={h.at} style="date" />
          <div>
            <strong>{t(`voices.step_${h.step}`)}</strong>
            {h.step === 'received' && voice.sources > 0 && <p className="small muted">{t('voices.received_count', { count: voice.sources })}</p>}
            {h.note !== '' && <p className="small muted pre-line" lang="ja">{h.note}</p>}
            {h.step === told && (voice.position !== '' || voice.reason !== '') && (
              <div className="answer">
                {voice.position !== '' && <><p className="eyebrow">{t('voices.position')}</p><p className="pre-line" lang="ja">{voice.position}</p></>}
                {voice.reason !== '' && <><p className="eyebrow">{t('voices.reason')}</p><p className="pre-line" lang="ja">{voice.reason}</p></>}
              </div>
            )}
          </div>
        </li>
      ))}
      {next.length === 1 && next[0] !== undefined && <li><span className="vd" /><div className="muted">{t(`voices.step_${next[0]}`)}</div></li>}
    </ol>
  )
}
