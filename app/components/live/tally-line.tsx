import type { Tally } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'

const parts = ['answered', 'answering', 'shown', 'deferred', 'pending', 'merged', 'dismissed', 'withdrawn'] as const
/** Said only where there are any. */
const rare = new Set<string>(['answering', 'withdrawn'])

/** What became of all that was asked: the parts always add up. */
export function TallyLine({ tally }: { tally: Tally }) {
  const t = useT()
  return (
    <p className="tally small">
      <span>{t('live.tally')} <b className="num">{tally.submitted}</b></span>
      {parts.filter((part) => tally[part] > 0 || !rare.has(part)).map((part, i) => <span key={part}>{i === 0 ? '＝' : '＋'} {t(`live.tally_${part}`)} <b className="num">{tally[part]}</b></span>)}
    </p>
  )
}
