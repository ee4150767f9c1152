import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { searchAddress } from './address.ts'

const MOST = 8
/** Each member has their own on a device that several use. */
const keyOf = (memberId: string) => `enishi-searches:${memberId}`

function read(memberId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(memberId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((q): q is string => typeof q === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

function write(memberId: string, kept: string[]): void {
  try {
    if (kept.length === 0) localStorage.removeItem(keyOf(memberId))
    else localStorage.setItem(keyOf(memberId), JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing has no recent searches.
  }
}

/** Remembers on this device what was looked for. */
export function useRememberSearch(memberId: string | undefined, q: string): void {
  useEffect(() => {
    if (memberId !== undefined && q !== '') write(memberId, [q, ...read(memberId).filter((kept) => kept !== q)].slice(0, MOST))
  }, [memberId, q])
}

/** What was looked for lately on this device; nothing until the browser has said. */
export function RecentSearches({ memberId }: { memberId: string }) {
  const t = useT()
  const [recent, setRecent] = useState<string[]>([])
  useEffect(() => setRecent(read(memberId)), [memberId])
  if (recent.length === 0) return null
  const forget = () => {
    write(memberId, [])
    setRecent([])
    document.querySelector<HTMLElement>('.s-form input')?.focus()
  }
  return (
    <section className="stack" aria-labelledby="sr-recent">
      <div className="row row-between"><h2 id="sr-recent" className="h-s">{t('search.recent')}</h2><Button variant="text" size="s" onClick={forget}>{t('search.forget')}</Button></div>
      <ul className="chips">{recent.map((q) => <li key={q}><Link className="chip" to={searchAddress(q)}>{q}</Link></li>)}</ul>
      <p className="small muted">{t('search.recent_note')}</p>
    </section>
  )
}
