import { Link } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ShortcutList } from './shortcut-list.tsx'

/** All shortcuts, and where to switch them off. */
export function Help({ onClose }: { onClose: () => void }) {
  const t = useT()
  return (
    <Dialog open onClose={onClose} title={t('keys.title')} actions={<Button onClick={onClose}>{t('common.close')}</Button>}>
      <ShortcutList />
      <p className="small"><Link to="/preferences#keys" onClick={onClose}>{t('keys.switch_off')}</Link></p>
    </Dialog>
  )
}
