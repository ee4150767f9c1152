import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { buttonClass } from '../ui/button.tsx'

type Body = { requestId?: unknown; textKey?: unknown }

/** What went wrong, as far as a reader needs to know. `body` is what the edge answered with the status. */
export type Trouble = { kind: 'not_found' | 'forbidden' | 'too_many' | 'unavailable' | 'failed' | 'offline'; body: Body }

const kinds: Record<number, Trouble['kind']> = { 401: 'forbidden', 403: 'forbidden', 404: 'not_found', 405: 'not_found', 410: 'not_found', 429: 'too_many', 503: 'unavailable' }

export function troubleOf(error: unknown, online: boolean): Trouble {
  if (isRouteErrorResponse(error)) return { kind: kinds[error.status] ?? 'failed', body: typeof error.data === 'object' && error.data !== null ? (error.data as Body) : {} }
  return { kind: error instanceof TypeError && !online ? 'offline' : 'failed', body: {} }
}

const watchLine = (changed: () => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

const art: Record<Trouble['kind'], 'lost' | IconName> = { not_found: 'lost', forbidden: 'lock', too_many: 'clock', unavailable: 'clock', failed: 'warn', offline: 'off' }

/** The page shown instead of one that could not be shown: what happened, then one thing to do. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useT()
  const { pathname, search } = useLocation()
  const online = useSyncExternalStore(watchLine, () => navigator.onLine, () => true)
  const { kind, body } = troubleOf(error, online)
  const own = typeof body.textKey === 'string' ? t.dynamic(body.textKey) : null
  const texts: Record<Trouble['kind'], [string, string]> = {
    not_found: [t('errors.not_found_title'), t('errors.not_found_text')],
    forbidden: [t('errors.forbidden_title'), t('errors.forbidden_text')],
    too_many: [t('errors.too_many_title'), t('errors.too_many')],
    unavailable: [t('errors.unavailable_title'), t('errors.unavailable')],
    failed: [t('errors.failed_title'), t('errors.failed_text')],
    offline: [t('errors.offline_title'), t('errors.offline_text')],
  }
  const [title, text] = texts[kind]
  const again = kind === 'failed' || kind === 'too_many' || kind === 'unavailable' || kind === 'offline'
  const action: ReactNode = again ? (
    // A plain link: the page is loaded anew, whatever state the app is in.
    <a className={buttonClass({ variant: 'primary' })} href={pathname + search}><Icon name="undo" />{t('errors.again')}</a>
  ) : (
    <ButtonLink variant="primary" to="/" reloadDocument>{t('errors.home')}</ButtonLink>
  )
  return (
    <div className="wrap">
      <Empty level={1} art={art[kind]} title={title} text={own ?? text} action={action} />
      {kind === 'failed' && typeof body.requestId === 'string' && <p className="small muted center">{t('errors.failed_id', { id: body.requestId })}</p>}
    </div>
  )
}

/** The title of the error page. */
export const troubleTitle = (error: unknown, t: ReturnType<typeof useT>): string => t(`errors.${troubleOf(error, true).kind}_title`)
