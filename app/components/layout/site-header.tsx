import { Link } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { MainNav } from './main-nav.tsx'
import { useOrganisation, useViewer } from './root-data.ts'
import { SearchBox } from './search-box.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { useUnread } from './unread.tsx'

/** Says on every page of a demo that it is one. */
export function DemoNote() {
  const t = useT()
  const { isDemo } = useOrganisation()
  if (!isDemo) return null
  return <aside className="demo-note" aria-label={t('common.demo_label')}><div className="wrap">{t('common.demo')}</div></aside>
}

function Bell() {
  const t = useT()
  const { inbox } = useUnread()
  return (
    <Link className="tool" to="/notifications" aria-label={inbox > 0 ? t('nav.inbox_unread', { count: inbox }) : t('nav.inbox')}>
      <Icon name="bell" />
      {inbox > 0 && <span className="count" aria-hidden="true">{inbox > 99 ? '99+' : inbox}</span>}
    </Link>
  )
}

export function SiteHeader() {
  const t = useT()
  const viewer = useViewer()
  return (
    <header className="site-head">
      <div className="wrap bar">
        <Brand />
        {viewer.kind === 'member' && <MainNav />}
        <div className="tools">
          {viewer.kind === 'member' && <SearchBox />}
          {viewer.kind === 'member' && <Bell />}
          <ThemeToggle />
          {viewer.kind === 'guest' ? <ButtonLink variant="quiet" size="s" to="/login">{t('nav.login')}</ButtonLink> : <AccountMenu viewer={viewer} />}
        </div>
      </div>
    </header>
  )
}

export function DeskHeader() {
  const t = useT()
  const viewer = useViewer()
  return (
    <header className="site-head">
      <div className="bar desk-bar">
        <Brand />
        <span className="badge b-line">{t('nav.desk')}</span>
        <div className="tools">
          <ThemeToggle />
          <ButtonLink variant="quiet" size="s" className="desk-back" to="/">{t('nav.back_to_members')}</ButtonLink>
          {viewer.kind !== 'guest' && <AccountMenu viewer={viewer} />}
        </div>
      </div>
    </header>
  )
}
