import { useLocation } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { MainNav } from './main-nav.tsx'
import { useOrganisation, useViewer } from './root-data.ts'
import { SearchBox } from './search-box.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import type { Viewer } from './viewer.ts'
import { Kept } from './still.tsx'
import { useUnread } from './unread.tsx'

/** Says on every page of a demo that it is one. */
export function DemoNote() {
  const t = useT()
  const { isDemo } = useOrganisation()
  if (!isDemo) return null
  return <aside className="demo-note" aria-label={t('common.demo_label')}><div className="wrap">{t('common.demo')}</div></aside>
}

function Bell({ inbox }: { inbox: number }) {
  const t = useT()
  return (
    <Link className="tool" to="/notifications" aria-label={inbox > 0 ? t('nav.inbox_unread', { count: inbox }) : t('nav.inbox')}>
      <Icon name="bell" />
      {inbox > 0 && <span className="count" aria-hidden="true">{inbox > 99 ? '99+' : inbox}</span>}
    </Link>
  )
}

/** Whom the tools of the header are made of. */
const facts = (viewer: Viewer) => (viewer.kind === 'guest' ? null : [viewer.kind, viewer.avatarSeed, viewer.name, viewer.can.desk])

export function SiteHeader() {
  const t = useT()
  const viewer = useViewer()
  const { inbox } = useUnread()
  const { pathname, search, key } = useLocation()
  const hasSearch = viewer.kind === 'member' && pathname !== '/search'
  return (
    <header className="site-head">
      <div className="wrap bar">
        <Brand />
        {viewer.kind === 'member' && <MainNav />}
        <Kept as="div" name="tools" made={[facts(viewer), hasSearch, inbox]} holes={{ here: pathname + search }} className="tools">
          {(hole) => (
            <>
              {hasSearch && <SearchBox />}
              {viewer.kind === 'member' && <Bell inbox={inbox} />}
              <ThemeToggle here={hole('here')} />
              {viewer.kind === 'guest' ? <ButtonLink variant="quiet" size="s" to="/login">{t('nav.login')}</ButtonLink> : <AccountMenu viewer={viewer} here={hole('here')} visit={key} />}
            </>
          )}
        </Kept>
      </div>
    </header>
  )
}

export function DeskHeader() {
  const t = useT()
  const viewer = useViewer()
  const { pathname, search, key } = useLocation()
  const here = pathname + search
  return (
    <header className="site-head">
      <div className="bar desk-bar">
        <Brand />
        <span className="badge b-line">{t('nav.desk')}</span>
        <div className="tools">
          <ThemeToggle here={here} />
          <ButtonLink variant="quiet" size="s" className="desk-back" to="/">{t('nav.back_to_members')}</ButtonLink>
          {viewer.kind !== 'guest' && <AccountMenu viewer={viewer} here={here} visit={key} />}
        </div>
      </div>
    </header>
  )
}
