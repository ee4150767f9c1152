import { Badge } from '../ui/badge'
import { Icon } from '../ui/icon'
import { formatDate } from '~/core/dates'
import type { ChangeCard as Change } from '~/domain/news/schema'
import { useLng, useT } from '~/i18n'

/** これまで → これから, always with the day it takes effect and how sure that is. */
export function ChangeCard({ change }: { change: Change }) {
  const t = useT()
  const lng = useLng()
  return (
    <div className="chg">
      <div className="chg-a"><p className="small">{t('news.before')}</p><p className="chg-t">{change.before}</p></div>
      <div className="chg-i"><Icon name="arrow" /></div>
      <div className="chg-b"><p className="small">{t(`news.after_${change.state}`)}</p><p className="chg-t">{change.after}</p></div>
      <p className="chg-f"><Badge tone={change.state === 'in_force' ? 'success' : 'caution'}>{t(`news.state_${change.state}`)}</Badge><span>{t('news.effective', { date: formatDate(`${change.effectiveOn}T00:00:00+09:00`, 'monthYear', lng) })}</span></p>
    </div>
  )
}
