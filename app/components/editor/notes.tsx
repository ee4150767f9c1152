import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { formatDate } from '~/core/dates.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'

/** 「下書きを保存しました・9:58」 */
export function DraftNote({ at }: { at: Date | null }) {
  const t = useT()
  if (at === null) return null
  return <Link to="/drafts" className="small muted draft-note"><Icon name="check" /> {t('editor.draft_saved', { time: formatDate(at, 'time', t.lng) })}</Link>
}

/** The keys that send, as this keyboard names them. */
export function SendHint() {
  const t = useT()
  const [mod, setMod] = useState('Ctrl')
  useEffect(() => {
    if (/mac|iphone|ipad/i.test(navigator.userAgent)) setMod('⌘')
  }, [])
  return <span className="small muted hide-s"><span className="kbd">{mod}</span> + <span className="kbd">Enter</span> {t('editor.send_hint')}</span>
}
