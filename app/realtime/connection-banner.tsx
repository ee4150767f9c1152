import { useEffect, useState } from 'react'
import { Icon } from '../components/ui/icon.tsx'
import { useT } from '../i18n/index.tsx'
import { useConnection } from './useConnection.ts'

/** A line that is back within this time was never worth a word, unless the browser itself knows that there is no network. */
const PATIENCE_MS = 2_000

/** Says when the page cannot move by itself and what happens to what was typed. Place it first in main. */
export function ConnectionBanner() {
  const t = useT()
  const { status, attempt } = useConnection()
  const isAway = status === 'away'
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isAway) return setIsLong(false)
    const timer = setTimeout(() => setIsLong(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isAway])

  const words = isAway && (isLong || !navigator.onLine) ? { title: t('line.away'), text: t('line.away_text') } : status === 'polling' ? { title: t('line.polling'), text: t('line.polling_text') } : undefined
  return (
    <div role="status" className="reconnect-slot">
      {words && (
        <div className={isAway ? 'reconnect' : 'reconnect is-quiet'}>
          <Icon name="off" />
          <p>
            <strong>{words.title}</strong>
            <span>{words.text}</span>
          </p>
          {isAway && attempt > 1 && <span className="small num">{t('line.attempt', { count: attempt })}</span>}
        </div>
      )}
    </div>
  )
}
