import { useEffect, useState } from 'react'
import { TextInput } from '~/components/form/text-input.tsx'
import { useT } from '~/i18n/index.tsx'

type Props = { name: string; label: string; autoComplete: 'current-password' | 'new-password'; hint?: string; error?: string | undefined; required?: boolean; defaultValue?: string | undefined }

/** A password, which its owner may look at. Without JavaScript the box for that is not there. */
export function PasswordInput(props: Props) {
  const t = useT()
  const [canShow, setCanShow] = useState(false)
  const [isShown, setShown] = useState(false)
  useEffect(() => setCanShow(true), [])
  return (
    <div>
      <TextInput {...props} type={isShown ? 'text' : 'password'} autoCapitalize="off" autoCorrect="off" spellCheck={false} />
      {canShow && <label className="check"><input type="checkbox" checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} /><span>{t('login.show')}</span></label>}
    </div>
  )
}
