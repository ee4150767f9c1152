import { Outlet, type ShouldRevalidateFunction, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LiveUnread } from './components/inbox/live-unread.tsx'
import { Keyboard } from './components/keyboard/keyboard.tsx'
import { AnnouncerProvider } from './components/layout/announcer.tsx'
import { AppShell } from './components/layout/app-shell.tsx'
import { usePage } from './components/layout/define-page.ts'
import { Document } from './components/layout/document.tsx'
import { ErrorPage, troubleTitle } from './components/layout/error-page.tsx'
import { NavigationLine, RouteFocus } from './components/layout/route-focus.tsx'
import { Offline } from './components/offline/offline.tsx'
import { styles } from './components/layout/styles.ts'
import { UnreadProvider } from './components/layout/unread.tsx'
import { ToastProvider } from './components/ui/toast.tsx'
import { rootLoader } from './http/root-loader.server.ts'
import { useT } from './i18n/index.tsx'
import rootCss from './styles/root.css?url'

export const loader = rootLoader
export const links = styles(rootCss)

/** The frame is read again after something was changed; going from page to page leaves it, its numbers live on by socket. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, currentUrl, nextUrl }) =>
  (formMethod !== undefined && formMethod !== 'GET') || (currentUrl.pathname === nextUrl.pathname && currentUrl.search === nextUrl.search)

function Providers({ children }: { children: ReactNode }) {
  return (
    <UnreadProvider>
      <AnnouncerProvider>
        <ToastProvider>
          <NavigationLine />
          {children}
        </ToastProvider>
      </AnnouncerProvider>
    </UnreadProvider>
  )
}

export default function App() {
  const { shell, mainClass, title } = usePage(useT())
  return (
    <Document>
      <Providers>
        <RouteFocus title={title} />
        <LiveUnread title={title} />
        <Keyboard />
        <Offline />
        <AppShell shell={shell} mainClass={mainClass}><Outlet /></AppShell>
      </Providers>
    </Document>
  )
}

export function ErrorBoundary() {
  const t = useT()
  const error = useRouteError()
  return (
    <Document title={troubleTitle(error, t)} plain>
      <Providers>
        <AppShell shell="app"><ErrorPage error={error} /></AppShell>
      </Providers>
    </Document>
  )
}
