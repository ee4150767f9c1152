import { Link } from '@remix-run/react'
import type { Page } from '~/core/paging.ts'
import { formatDate } from '~/core/dates.ts'
import type { OpeningView } from '~/domain/custody/index.server.ts'
import type { OpeningStatus } from '~/domain/custody/policy.ts'
import type { AnonymousQuestion } from '~/domain/live/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { PageHead } from '../ui/page-head.tsx'

type Data = { openings: Page<OpeningView>; questions: Page<AnonymousQuestion>; titles: Record<string, string> }

const tones: Record<OpeningStatus, BadgeTone> = { waiting: 'caution', opened: 'danger', refused: 'line', withdrawn: 'line', expired: 'line' }

export function OpeningBadge({ status }: { status: OpeningStatus }) {
  const t = useT()
  return <Badge tone={tones[status]}>{t(`custody.status.${status}`)}</Badge>
}

/** What was asked without a name, and what was asked of its seals. */
export function SealsDesk({ data }: { data: Data | null }) {
  const t = useT()
  const lng = useLng()
  if (data === null) return <><PageHead title={t('custody.seals_title')} lead={t('custody.not_yours')} /><p><Link to="/desk/custodians">{t('custody.title')}</Link></p></>
  const { openings, questions, titles } = data
  return (
    <>
      <PageHead title={t('custody.seals_title')} lead={t('custody.seals_lead')} />
      <section aria-labelledby="openings">
        <h2 id="openings" className="h-s">{t('custody.openings')}</h2>
        {openings.items.length === 0 ? <p className="muted">{t('custody.openings_none')}</p> : (
          <ul className="list">
            {openings.items.map((o) => (
              <li key={o.id} className="stack g-4">
                <p className="row row-between"><Link to={`/desk/seals/${o.questionId}`} className="strong" lang="ja">{titles[o.questionId] ?? t('custody.question')}</Link><OpeningBadge status={o.status} /></p>
                <p lang="ja">{o.reason}</p>
                <p className="small muted"><span lang="ja">{t('common.san', { name: o.askedBy })}</span>・{formatDate(o.askedAt, 'dateTime', lng)}</p>
              </li>
            ))}
          </ul>
        )}
        {openings.next !== null && <Link className="more" to={`?before=${encodeURIComponent(openings.next)}`}>{t('custody.older')}</Link>}
      </section>
      <section aria-labelledby="questions">
        <h2 id="questions" className="h-s">{t('custody.questions')}</h2>
        {questions.items.length === 0 ? <p className="muted">{t('custody.questions_none')}</p> : (
          <ul className="list">
            {questions.items.map((q) => (
              <li key={q.id} className="stack g-4">
                <p><Link to={`/desk/seals/${q.id}`} className="strong" lang="ja">{q.text === '' ? t('custody.taken_back') : q.text}</Link></p>
                <p className="small muted"><span lang="ja">{q.title}</span>・{t('custody.hour', { time: formatDate(q.askedAt, 'dateTime', lng) })}</p>
              </li>
            ))}
          </ul>
        )}
        {questions.next !== null && <Link className="more" to={`?after=${encodeURIComponent(questions.next)}`}>{t('custody.older')}</Link>}
      </section>
    </>
  )
}
