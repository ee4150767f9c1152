import { useEffect, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'

/** Asks for the topic's page and prints it there; there is nothing to press without JavaScript, and the browser's own menu prints too. */
export function PrintButton({ address }: { address: string }) {
  const t = useT()
  const [isReady, setIsReady] = useState(false)
  useEffect(() => setIsReady(true), [])
  if (!isReady) return null
  const print = () => {
    const page = window.open(address)
    page?.addEventListener('load', () => page.print())
  }
  return <div className="row"><Button variant="outline" icon="doc" onClick={print}>{t('share.print')}</Button></div>
}
