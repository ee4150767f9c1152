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
    <section className="card card-sunk stack" aria-labelledby="demo-logins">
      <h2 id="demo-logins" className="h-s">{t('login.demo_title')}</h2>
      <p className="small muted">{t('login.demo_text', { password: demoPassword })}</p>
      <ul className="list">
        {demoLogins.map((one) => (
          <li key={one.email}>
            <Link className="row nowrap row-between" to={to(one.email)} replace>
              <span className="min0"><span className="strong">{one[lng]}</span><br /><span className="small muted">{one.email}</span></span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
