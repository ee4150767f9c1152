import { page } from '~/http/handle.server.ts'
import { tFor } from '~/i18n/texts.server.ts'

/** For installing the place as an app, under the organisation's own name. Browsers ask for it without cookies. */
export const loader = page('public', ({ organisation, lng }) => {
  const t = tFor(lng)
  const shortcut = (url: string, name: string) => ({ name, url, icons: [{ src: '/icons/icon-192.png', type: 'image/png', sizes: '192x192' }] })
  const manifest = {
    id: '/', start_url: '/', scope: '/', display: 'standalone', lang: lng, dir: 'ltr',
    name: organisation.name, short_name: organisation.shortName, description: t('landing.who'),
    background_color: '#f9f8f3', theme_color: '#f9f8f3', categories: ['social'],
    icons: [
      { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icons/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icons/icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: '/icons/maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
    shortcuts: [shortcut('/boards', t('nav.boards')), shortcut('/events', t('nav.events')), shortcut('/notifications', t('nav.inbox'))],
  }
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json; charset=utf-8', 'Cache-Control': 'private, max-age=3600', Vary: 'Accept-Language' } })
})
