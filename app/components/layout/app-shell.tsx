import type { ReactNode } from 'react'
import { useT } from '~/i18n/index.tsx'
import { cx } from '../ui/cx.ts'
import type { Shell } from './define-page.ts'
import { TabBar } from './main-nav.tsx'
import { useViewer } from './root-data.ts'
import { SiteFooter } from './site-footer.tsx'
import { DemoNote, DeskHeader, SiteHeader } from './site-header.tsx'
import { useStill } from './still.tsx'
import type { Viewer } from './viewer.ts'

/** The class names of `<body>` that the sheet goes by. */
export function bodyClass(shell: Shell, viewer: Viewer, more: string | undefined): string {
  return cx(viewer.kind === 'guest' && 'guest', viewer.kind === 'member' && (shell === 'app' || shell === 'room') && 'has-tabbar', shell === 'room' && 'in-room', shell === 'desk' && 'desk', more)
}

/** What stands around a page: skip link, demo banner, header, main, footer, tab bar, as its shell wants it. */
export function AppShell({ shell, mainClass, children }: { shell: Shell; mainClass?: string | undefined; children: ReactNode }) {
  const t = useT()
  const viewer = useViewer()
  const skip = <a className="skip" href="#main">{t('common.skip')}</a>
  if (shell === 'bare') return <>{skip}<DemoNote />{children}</>
  if (shell === 'desk') return <>{skip}<DemoNote /><DeskHeader />{children}</>
  return (
    <>
      {skip}
      <DemoNote />
      <SiteHeader />
      <Main className={mainClass}>{children}</Main>
      {shell === 'app' && <SiteFooter />}
      {viewer.kind === 'member' && <TabBar />}
    </>
  )
}

/** Rendered, or on the server put in as it was rendered before from the same. */
function Main({ className, children }: { className: string | undefined; children: ReactNode }) {
  const html = useStill()?.marks.main
  const main = { id: 'main', tabIndex: -1, className }
  // oxlint-disable-next-line react/no-danger -- rendered by React, see still.tsx
  return html === undefined ? <main {...main}>{children}</main> : <main {...main} dangerouslySetInnerHTML={{ __html: html }} />
}
