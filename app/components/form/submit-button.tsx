import { useNavigation } from '@remix-run/react'
import { type ButtonHTMLAttributes, type MouseEvent, useEffect, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Button, type ButtonVariant } from '../ui/button.tsx'
import type { IconName } from '../ui/icon.tsx'

type Props = {
  variant?: ButtonVariant | undefined
  size?: 's' | undefined
  block?: boolean | undefined
  icon?: IconName | undefined
  /** With a fetcher: `fetcher.state !== 'idle'`. Without it the button watches the navigation it started. */
  pending?: boolean | undefined
  pendingLabel?: string | undefined
} & ButtonHTMLAttributes<HTMLButtonElement>

function LiveButton({ variant = 'primary', pending, pendingLabel, children, onClick, ...rest }: Props) {
  const t = useT()
  const navigation = useNavigation()
  const [pressed, setPressed] = useState(false)
  useEffect(() => {
    if (navigation.state === 'idle') setPressed(false)
  }, [navigation.state])
  const busy = pending ?? (pressed && navigation.state !== 'idle')
  return (
    <Button
      variant={variant}
      type="submit"
      aria-disabled={busy || undefined}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (busy) event.preventDefault()
        else {
          setPressed(true)
          onClick?.(event)
        }
      }}
      {...rest}
    >
      {busy ? (pendingLabel ?? t('common.sending')) : children}
    </Button>
  )
}

/** On the server nothing is being sent. */
function PlainButton({ variant = 'primary', pending: _b, pendingLabel: _p, children, onClick: _o, ...rest }: Props) {
  return <Button variant={variant} type="submit" {...rest}>{children}</Button>
}

/** Sends its form. While that runs it says so and does nothing more, but keeps the focus. */
export const SubmitButton = import.meta.env.SSR ? PlainButton : LiveButton
