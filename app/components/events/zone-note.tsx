import { formatDate } from '~/core/dates.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Link } from '../ui/link.tsx'
import { useZone } from './use-zone.ts'

/** Whose device is elsewhere than what they chose is told so: mails know the choice alone. */
export function ZoneNote({ kept, at }: { kept: string; /** The clocks differ at this moment. */ at: string }) {
  const t = useT()
  const lng = useLng()
  const zone = useZone(kept)
  if (zone === kept || formatDate(at, 'dateTime', lng, zone) === formatDate(at, 'dateTime', lng, kept)) return null
  return <p className="small muted">{t('events.zone_device', { zone: zone.replaceAll('_', ' ') })} <Link to={`/preferences/time?zone=${encodeURIComponent(zone)}`}>{t('events.zone_keep')}</Link></p>
}
