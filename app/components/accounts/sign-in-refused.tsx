import { useEffect, useRef } from 'react'
import { Icon } from '~/components/ui/icon.tsx'
import { useT } from '~/i18n/index.tsx'

/** Why nobody was signed in, in one sentence or two; takes the focus. `retryAfter` in seconds. */
export function SignInRefused({ textKey, retryAfter }: { textKey: string; retryAfter: number | undefined }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [textKey])
  return (
    <div className="banner banner-danger" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warn" />
      <div className="min0">
        <p>{t.dynamic(textKey)}</p>
        {retryAfter !== undefined && <p>{t('login.wait', { count: Math.max(1, Math.ceil(retryAfter / 60)) })}</p>}
      </div>
    </div>
  )
}
