import type { SurveyLink } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'

/** アンケート at another place: it says so, and by which name that place goes. */
export function SurveyCard({ links }: { links: SurveyLink[] }) {
  const t = useT()
  if (links.length === 0) return null
  return (
    <section className="card stack g-8" aria-labelledby="s-survey">
      <h2 id="s-survey" className="h-s">{t('archive.survey')}</h2>
      <p className="small muted">{t('archive.survey_text')}</p>
      {links.map(({ for: whom, url }) => (
        <p key={whom} className="row g-8"><a className="btn btn-outline" href={url} target="_blank" rel="noopener noreferrer nofollow"><Icon name="ext" />{t(links.length > 1 ? `archive.survey_${whom}` : 'archive.survey_open')}</a><span className="small muted wrap-any">{t('archive.survey_at', { host: new URL(url).host })}</span></p>
      ))}
    </section>
  )
}
