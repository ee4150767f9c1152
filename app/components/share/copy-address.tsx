import { useEffect, useRef, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { fieldId } from '../form/field.tsx'
import { useAnnounce } from '../layout/announcer.tsx'
import { Button } from '../ui/button.tsx'

type Props = { name: string; label: string; address: string; /** Given where the address may be handed on: offers the device's own sheet too. */ shareTitle?: string }

/** An address to take along: to be copied by hand, by a press, or handed to the device's sheet where it has one. */
export function CopyAddress({ name, label, address, shareTitle }: Props) {
  const t = useT()
  const announce = useAnnounce()
  const field = useRef<HTMLInputElement>(null)
  const [can, setCan] = useState({ copy: false, share: false })
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => setCan({ copy: navigator.clipboard !== undefined, share: shareTitle !== undefined && typeof navigator.share === 'function' }), [shareTitle])

  const copy = () => {
    field.current?.select()
    navigator.clipboard.writeText(address).then(() => {
      setIsCopied(true)
      announce(t('posts.copied'))
    }, () => undefined)
  }
  return (
    <div className="stack g-12">
      <div className="field">
        <label className="label" htmlFor={fieldId(name)}>{label}</label>
        <input ref={field} id={fieldId(name)} className="input" value={address} readOnly onFocus={(event) => event.currentTarget.select()} />
      </div>
      {(can.copy || can.share) && (
        <div className="row">
          {can.copy && <Button variant="outline" icon={isCopied ? 'check' : 'link'} onClick={copy}>{isCopied ? t('posts.copied') : t('posts.copy_link')}</Button>}
          {/* Who closes the sheet has changed their mind: nothing to say. */}
          {can.share && <Button variant="outline" icon="share" onClick={() => void navigator.share({ title: shareTitle ?? '', url: address }).catch(() => undefined)}>{t('share.sheet')}</Button>}
        </div>
      )}
    </div>
  )
}
