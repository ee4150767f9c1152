/** Time zones (IANA) that a reader may live in. Knows no database. */
import type { Language } from './actor.ts'
import { JST } from './dates.ts'

/** The zone of this name as it is kept, or null for what is none. Names alone count: a bare offset knows no summer time. */
export function zoneNamed(name: string): string | null {
  if (!/^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/.test(name) || name.length > 60) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

export type ZoneChoice = { value: string; /** Asia, Europe, … */ region: string; city: string; /** 中央ヨーロッパ時間 */ name: string; /** GMT+01:00 */ offset: string }

/** Every zone to choose from as it is at `now`, Japan's first; with `also`, whatever that is. */
export function zoneChoices(lng: Language, now: Date, also: readonly string[]): ZoneChoice[] {
  const all = new Set([JST, ...also, ...Intl.supportedValuesOf('timeZone')])
  return [...all].map((value) => {
    const part = (timeZoneName: 'longGeneric' | 'longOffset') => new Intl.DateTimeFormat(lng, { timeZone: value, timeZoneName }).formatToParts(now).find((p) => p.type === 'timeZoneName')?.value ?? ''
    const [region = '', ...city] = value.split('/')
    return { value, region, city: city.join(' / ').replaceAll('_', ' '), name: part('longGeneric'), offset: part('longOffset') }
  })
}
