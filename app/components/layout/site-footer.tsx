import { Link } from '@remix-run/react'
import { type LabelKey, useT } from '~/i18n/index.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { useOrganisation } from './root-data.ts'

const papers = [
  ['/policies/terms', 'nav.terms'],
  ['/policies/privacy', 'nav.privacy'],
  ['/policies/accessibility', 'nav.accessibility'],
  ['/policies/help', 'nav.help'],
] as const satisfies [string, LabelKey][]

export function SiteFooter() {
  const t = useT()
  const { office, officeHours } = useOrganisation()
  return (
    <footer className="site-foot">
      <div className="wrap row row-between">
        <ul>
          {papers.map(([to, text]) => <li key={to}><Link to={to}>{t(text)}</Link></li>)}
          <li><LanguageSwitch className="foot-link" /></li>
        </ul>
        {office !== '' && <p>{t('common.office', { office, hours: officeHours })}</p>}
      </div>
    </footer>
  )
}
