import { Link } from '@remix-run/react'
import { OfficeContact } from '~/components/accounts/office-contact.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { Icon } from '~/components/ui/icon.tsx'
import { MoreLink } from '~/components/ui/more-link.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'
import landingCss from '~/styles/pages/landing.css?url'

export const handle = definePage({ title: (t) => t('join.title'), robots: 'index' })
export const links = styles(landingCss)
export const loader = page('public', () => null)

/** Who may join and how. The office takes registrations; there is no form to fill in here. */
export default function Join() {
  const t = useT()
  return (
    <div className="wrap wrap-narrow stack g-48">
      <PageHead title={t('join.title')} lead={t('join.lead')} />
      <section className="stack">
        <h2>{t('join.who_title')}</h2>
        <ul className="ticks">{(['who_former', 'who_serving'] as const).map((line) => <li key={line}><Icon name="check" /><span>{t(`join.${line}`)}</span></li>)}</ul>
      </section>
      <section className="stack">
        <h2>{t('join.how_title')}</h2>
        <ol className="steps">{(['how_ask', 'how_check', 'how_start'] as const).map((step) => <li key={step}><strong>{t(`join.${step}`)}</strong><span>{t(`join.${step}_text`)}</span></li>)}</ol>
      </section>
      <section className="stack">
        <h2>{t('join.need_title')}</h2>
        <ul className="ticks">{(['need_name', 'need_email', 'need_work'] as const).map((line) => <li key={line}><Icon name="check" /><span>{t(`join.${line}`)}</span></li>)}</ul>
        <p className="small muted">{t('join.need_use')}</p>
        <p><MoreLink to="/policies/privacy">{t('join.privacy')}</MoreLink></p>
      </section>
      <section className="card card-accent stack g-8">
        <h2>{t('join.contact_title')}</h2>
        <OfficeContact />
        <p className="small"><Link to="/login">{t('join.have_account')}</Link></p>
      </section>
    </div>
  )
}
