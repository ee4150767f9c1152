import { Link } from '@remix-run/react'
import { useId } from 'react'
import type { Label } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import type { Filter } from './use-filter.ts'

type Props = { filter: Filter; labels: Label[]; /** So many fit. */ found: number; hasOwn?: boolean }

/** Looking through many questions: by words, by label, or one's own alone. */
export function QuestionFinder({ filter, labels, found, hasOwn = false }: Props) {
  const t = useT()
  const id = useId()
  return (
    <form method="get" role="search" className="q-find" onSubmit={(event) => event.preventDefault()}>
      {Object.entries(filter.params).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label className="sr" htmlFor={id}>{t('live.find')}</label>
      <input type="search" className="input" id={id} name="find" placeholder={t('live.find')} autoComplete="off" enterKeyHint="search" data-key="search" value={filter.words} onChange={(event) => filter.write(event.target.value)} />
      {(labels.length > 0 || hasOwn) && (
        <nav className="row g-8" aria-label={t('live.find_by')}>
          {hasOwn && <Link className="chip" to={filter.to({ mine: filter.isOwn ? '' : '1' })} aria-current={filter.isOwn ? 'true' : undefined} replace preventScrollReset>{t('live.find_own')}</Link>}
          {labels.map((l) => <Link key={l.id} className="chip" to={filter.to({ label: l.id === filter.label ? '' : l.id })} aria-current={l.id === filter.label ? 'true' : undefined} lang="ja" replace preventScrollReset>{l.name}</Link>)}
        </nav>
      )}
      <p className={filter.isOn ? 'small muted' : 'sr'} role="status">{filter.isOn && t('live.found', { count: found })}</p>
    </form>
  )
}
