import { useLocation } from '@remix-run/react'
import { type LabelKey, useT } from '~/i18n/index.tsx'
import { Link } from '../ui/link.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { useOrganisation } from './root-data.ts'
import { Kept } from './still.tsx'

const papers = [
  ['/policies/terms', 'nav.terms'],
  ['/policies/privacy', 'nav.privacy'],
  ['/policies/accessibility', 'nav.accessibility'],
  ['/policies/help', 'nav.help'],
] as const satisfies [string, LabelKey][]

export function SiteFooter() {
  const t = useT()
  const { office, officeHours } = useOrganisation()
  const { pathname, search } = useLocation()
  return (
    <Kept as="footer" name="footer" made={[office, officeHours]} holes={{ here: pathname + search }} className="site-foot">
      {(hole) => (
        <div className="wrap row row-between">
          <ul>
            {papers.map(([to, text]) => <li key={to}><Link to={to}>{t(text)}</Link></li>)}
            <li><LanguageSwitch here={hole('here')} className="foot-link" /></li>
          </ul>
          {office !== '' && <p>{t('common.office', { office, hours: officeHours })}</p>}
        </div>
      )}
    </Kept>
  )
}
