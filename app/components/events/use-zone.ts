import { useSyncExternalStore } from 'react'
import { JST } from '~/core/dates.ts'

/** Where this device says it is; null when it does not know. */
export function deviceZone(): string | null {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return typeof zone === 'string' && /^(UTC|[A-Za-z]+\/.+)$/.test(zone) && !zone.startsWith('Etc/Unknown') ? zone : null
}

const never = () => () => undefined

/** The zone that is shown beside Tokyo's: what the reader chose; while that is Japan, where their device is. */
export const useZone = (kept: string): string => useSyncExternalStore(never, () => (kept === JST ? (deviceZone() ?? kept) : kept), () => kept)
