import { Link } from '@remix-run/react'
import { Icon } from '~/components/ui/icon.tsx'
import { demoLogins, demoPassword } from '~/domain/accounts/demo-logins.ts'
import { useLng, useT } from '~/i18n/index.tsx'

/** The accounts of a demo. Each is a link that comes back with the form filled in, so it works without JavaScript. */
export function DemoAccounts({ next }: { next: string }) {
  const t = useT()
  const lng = useLng()
  const to = (email: string) => `/login?${new URLSearchParams({ demo: email, ...(next === '' ? {} : { next }) }).toString()}`
  return (
    <section className="stack" aria-labelledby="demo-logins">
      <h2 id="demo-logins" className="h-m">{t('login.demo_title')}</h2>
      <p className="small muted">{t('login.demo_text', { password: demoPassword })}</p>
      <ul className="list-card">
        {demoLogins.map((one) => (
          <li key={one.email} className="row nowrap row-between">
            <Link className="cover min0" to={to(one.email)} replace>{one[lng]}<br /><span className="small muted">{one.email}</span></Link>
            <Icon name="right" />
          </li>
        ))}
      </ul>
    </section>
  )
}
