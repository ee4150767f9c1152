import { useNavigate } from '@remix-run/react'
import { type ComponentType, useEffect, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { useLatest } from '~/realtime/use-latest.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { useViewer } from '../layout/root-data.ts'
import { areKeysOff, shortcutOf } from './shortcut.ts'

/** So long `g` waits for the key that says where to. */
const G_MS = 1_500

/** Listens for single keys. What they do is a chunk that only who presses one loads. */
export function Keyboard() {
  const t = useT()
  const viewer = useViewer()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const [Help, setHelp] = useState<ComponentType<{ onClose: () => void }> | null>(null)
  const tools = useLatest({ t, announce, go: (to: string) => navigate(to), help: () => void import('./help.tsx').then((m) => setHelp(() => m.Help), () => undefined) })
  const isMember = viewer.kind === 'member'

  useEffect(() => {
    if (!isMember) return undefined
    let pressedG = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, event.target instanceof Element ? event.target : null, event.timeStamp - pressedG < G_MS)
      pressedG = shortcut === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (shortcut === null || areKeysOff(document.cookie)) return
      event.preventDefault()
      if (shortcut !== 'g') void import('./press.ts').then(({ press }) => press(shortcut, tools.current), () => undefined)
    }
    // The editor takes every Escape and does nothing with it, so that one is heard on its way in.
    const onWayIn = (event: KeyboardEvent) => event.key === 'Escape' && onKeyDown(event)
    const onWayOut = (event: KeyboardEvent) => event.key !== 'Escape' && onKeyDown(event)
    document.addEventListener('keydown', onWayIn, true)
    document.addEventListener('keydown', onWayOut)
    return () => {
      document.removeEventListener('keydown', onWayIn, true)
      document.removeEventListener('keydown', onWayOut)
    }
  }, [isMember, tools])

  return Help === null ? null : <Help onClose={() => setHelp(null)} />
}
