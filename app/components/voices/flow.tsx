import type { LedgerCounts } from '~/domain/voices/index.server.ts'
import { type VoiceStep, voiceSteps } from '~/domain/voices/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { river } from './river.ts'

const bars: { step: VoiceStep; level: 0 | 1; colour: number }[] = [
  { step: 'received', level: 0, colour: 1 }, { step: 'considering', level: 1, colour: 5 }, { step: 'answered', level: 0, colour: 1 }, { step: 'adopted', level: 1, colour: 3 }, { step: 'partly', level: 1, colour: 1 },
  { step: 'noted', level: 1, colour: 4 }, { step: 'declined', level: 1, colour: 5 }, { step: 'done', level: 0, colour: 3 },
]

/** All voices as a river from 受付 to 実施, as bars on phones, with the table behind them. Nothing where there is none. */
export function Flow({ counts }: { counts: LedgerCounts }) {
  const t = useT()
  const considering = counts.steps.considering?.voices ?? 0
  const drawn = river({ came: counts.came, considering, done: counts.done })
  if (drawn === null) return null
  const all = counts.came.received ?? 0
  const now = (step: VoiceStep): number => (step === 'considering' ? considering : (counts.came[step] ?? 0))
  const said = bars.filter(({ step }) => now(step) > 0).map(({ step }) => `${t(`voices.step_${step}`)} ${now(step)}`).join(t.lng === 'ja' ? '、' : ', ')
  return (
    <section className="river-sec" aria-labelledby="river">
      <div className="row row-between">
        <h2 id="river" className="h-m">{t('voices.flow', { count: all })}</h2>
        {counts.median !== null && <p className="small muted">{t('voices.median', { count: counts.median })}</p>}
      </div>
      <svg className="river chart" viewBox={`0 0 1040 ${drawn.height}`} role="img" aria-label={said}>
        {drawn.streams.map((s) => <path key={s.path} className={`rv f${s.colour}`} d={s.path} />)}
        {drawn.banks.map((b) => (
          <g key={b.step}>
            <rect className={`rn c${b.colour}`} x={b.x} y={b.y} width="7" height={b.height} rx="3.5" />
            <text className="rt" x={b.label.x} y={b.label.y}><tspan className="rn-n">{b.n}</tspan> {t(`voices.step_${b.step}`)}</text>
          </g>
        ))}
      </svg>
      <ol className="river-v">
        {bars.filter(({ step }) => now(step) > 0).map(({ step, level, colour }) => (
          <li key={step} className={`lv${level}`}>
            <span>{t(`voices.step_${step}`)}</span><b className="num">{now(step)}</b>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect className="bar-bg" width="100" height="8" /><rect className={`c${colour}`} width={Math.round((now(step) / all) * 1000) / 10} height="8" /></svg>
          </li>
        ))}
      </ol>
      <details className="details">
        <summary>{t('voices.as_table')}</summary>
        <ScrollBox label={t('voices.as_table')}>
          <table className="table">
            <thead><tr><th scope="col">{t('voices.table_step')}</th><th scope="col" className="n">{t('voices.table_topics')}</th><th scope="col" className="n">{t('voices.table_voices')}</th></tr></thead>
            <tbody>
              {voiceSteps.filter((step) => counts.steps[step] !== undefined).map((step) => <tr key={step}><th scope="row">{t(`voices.step_${step}`)}</th><td className="n">{counts.steps[step]?.topics}</td><td className="n">{counts.steps[step]?.voices}</td></tr>)}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </section>
  )
}
