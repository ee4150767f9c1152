import { Links, Scripts, ScrollRestoration } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useLng, useT } from '~/i18n/index.tsx'
import { countedTitle } from '../inbox/live-unread.tsx'
import { languageChunkId, useDelivery } from './delivery.ts'
import { fontSheet } from './fonts.ts'
import { usePage } from './define-page.ts'
import { bodyClass } from './app-shell.tsx'
import { useOrganisation, useRootData } from './root-data.ts'
import { TailMark, useStill } from './still.tsx'
import type { Viewer } from './viewer.ts'

/** `--page` of tokens.css, for the browser's own bar. */
const pageColours = { light: '#f9f8f3', dark: '#10181a' } as const

/** What the title bar says: page, organisation, and how much is unread. */
export const documentTitle = (page: string | null, organisation: string, viewer: Viewer): string => countedTitle(page === null ? organisation : `${page}｜${organisation}`, viewer.kind === 'guest' ? 0 : viewer.unread.inbox)

/**
 * The HTML document. Every script carries the nonce of the response; there are no inline styles. The theme is an attribute
 * that the server writes from a cookie, so the first paint is right without a script.
 */
export function Document({ children, ...trouble }: { children: ReactNode; /** On an error page: its title, and the plain shell instead of the page's own. */ title?: string; plain?: boolean }) {
  const t = useT()
  const lng = useLng()
  const page = usePage(t)
  const { viewer, theme } = useRootData()
  const { name } = useOrganisation()
  const { nonce, languageChunk } = useDelivery()
  const still = useStill()
  const shownTitle = trouble.title ?? page.title
  const title = documentTitle(shownTitle, name, viewer)
  const { head, tail } = still?.marks ?? {}
  const classes = trouble.plain ? bodyClass('app', viewer, undefined) : bodyClass(page.shell, viewer, page.bodyClass)
  return (
    <html lang={lng} data-theme={theme ?? undefined} suppressHydrationWarning>
      {head === undefined ? <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{title}</title>
        {page.robots === 'noindex' && <meta name="robots" content="noindex" />}
        <meta name="theme-color" content={pageColours[theme ?? 'light']} {...(theme === null && { media: '(prefers-color-scheme: light)' })} />
        {theme === null && <meta name="theme-color" content={pageColours.dark} media="(prefers-color-scheme: dark)" />}
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {languageChunk !== undefined && <link rel="modulepreload" href={languageChunk} id={languageChunkId} nonce={nonce} suppressHydrationWarning />}
        <Links />
        <noscript><link rel="stylesheet" href={fontSheet} /></noscript>
      </head>
        // oxlint-disable-next-line react/no-danger -- rendered by React, see still.tsx
        : <head dangerouslySetInnerHTML={{ __html: head }} />}
      <body className={classes}>
        {children}
        {tail !== undefined ? <TailMark /> : <ScrollRestoration nonce={nonce} />}
        {tail !== undefined ? null : <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}
