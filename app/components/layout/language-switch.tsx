import type { ReactNode } from 'react'
import type { Language } from '~/i18n/index.tsx'
import { useLng } from '~/i18n/index.tsx'

const names: Record<Language, string> = { ja: '日本語', en: 'English' }

/** A button to the other language, in that language. The whole page loads anew (`here`), because the browser holds one language only. */
export function LanguageSwitch({ here, className, before }: { here: string; className: string; before?: ReactNode }) {
  const other: Language = useLng() === 'ja' ? 'en' : 'ja'
  return (
    <form method="post" action="/preferences">
      <input type="hidden" name="returnTo" value={here} />
      <button className={className} name="lng" value={other} lang={other}>{before}{names[other]}</button>
    </form>
  )
}
