import { useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { definePage } from '~/components/layout/define-page.ts'
import { isServing } from '~/components/layout/revalidate.ts'
import { type KeptText, keptTexts } from '~/components/offline/kept-drafts.ts'
import { Badge } from '~/components/ui/badge.tsx'
import { Empty } from '~/components/ui/empty.tsx'
import { buttonClass } from '~/components/ui/button.tsx'
import { formatDate } from '~/core/dates.ts'
import { excerpt } from '~/core/text.ts'
import { page } from '~/http/handle.server.ts'
import { safeTo } from '~/http/safe-to.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('errors.offline_title'), shell: 'bare' })

/** The same for everybody: the service worker keeps it, asked without cookies, and shows it in place of what it cannot fetch. */
export const loader = page('public', () => null)

const LENGTH = 120

export default function OfflinePage() {
  const t = useT()
  const { search } = useLocation()
  const [to, setTo] = useState('/')
  const [texts, setTexts] = useState<KeptText[]>([])
  useEffect(() => {
    const wanted = safeTo(new URLSearchParams(search).get('to'))
    setTo(wanted)
    setTexts(keptTexts())
    const back = () => void isServing().then((isThere) => {
      if (isThere && wanted !== '/') window.location.replace(wanted)
    })
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [search])
  return (
    <main id="main" tabIndex={-1} className="wrap wrap-narrow stack g-32">
      <Empty level={1} art="off" title={t('errors.offline_title')} text={t('offline.text')} action={<a className={buttonClass({ variant: 'primary' })} href={to}>{t('errors.again')}</a>} />
      {texts.length > 0 && (
        <section aria-labelledby="kept">
          <h2 id="kept" className="h-s">{t('offline.kept')}</h2>
          <ul className="list-card">
            {texts.map((k) => (
              <li key={k.key}>
                <p lang="ja">{excerpt(k.text, LENGTH)}</p>
                <p className="row small muted">
                  {k.isWaiting ? <Badge tone="line" icon="clock">{t('offline.waiting')}</Badge> : k.at !== null && <span>{t('offline.at', { at: formatDate(k.at, 'dateTime', t.lng) })}</span>}
                  {k.to !== null && <a href={k.to}>{t('offline.open')}</a>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}
