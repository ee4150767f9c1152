import { formatDate } from '~/core/dates.ts'
import type { OwnAnonymous } from '~/domain/live/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Banner } from '../ui/banner.tsx'

/** Whoever asked without a name is told when the two custodians looked who it was, and why. */
export function OpenedNotice({ anonymous }: { anonymous: OwnAnonymous[] }) {
  const t = useT()
  const lng = useLng()
  return anonymous.map(({ id, text, opened }) => opened && (
    <Banner key={id} tone="caution" icon="lock">
      <p>{text === '' ? t('live.opened_gone', { time: formatDate(opened.at, 'dateTime', lng) }) : t('live.opened', { question: text, time: formatDate(opened.at, 'dateTime', lng) })}</p>
      <p className="small" lang="ja">{t('live.opened_why', { reason: opened.reason })}</p>
    </Banner>
  ))
}
