import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

/** Only to undo, or for what happened off screen: never for what the page already shows. */
export type Toast = { text: string; icon?: IconName; action?: { label: string; onPress: () => void } }
type Shown = Toast & { id: number }
const staysMs = 8000

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext)

function ToastItem({ toast, onGone }: { toast: Shown; onGone: (id: number) => void }) {
  const t = useT()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => onGone(toast.id), staysMs)
    return () => clearTimeout(timer)
  }, [held, toast.id, onGone])
  return (
    <div className="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      {toast.icon !== undefined && <Icon name={toast.icon} />}
      <span className="min0">{toast.text}</span>
      {toast.action !== undefined && (
        <Button variant="text" size="s" onClick={() => { toast.action?.onPress(); onGone(toast.id) }}>{toast.action.label}</Button>
      )}
      <IconButton icon="x" label={t('common.close')} onClick={() => onGone(toast.id)} />
    </div>
  )
}

/** Shows up to three short notices; each goes by itself unless one points at it or has the focus in it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useT()
  const [toasts, setToasts] = useState<Shown[]>([])
  const add = useCallback((toast: Toast) => setToasts((all) => [...all.slice(-2), { ...toast, id: (all.at(-1)?.id ?? 0) + 1 }]), [])
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  return (
    <ToastContext.Provider value={add}>
      {children}
      <div className="toasts" role="region" aria-label={t('common.notices')} aria-live="polite">
        {toasts.map((toast) => <ToastItem key={toast.id} toast={toast} onGone={remove} />)}
      </div>
    </ToastContext.Provider>
  )
}
