import { Form, Link } from '@remix-run/react'
import { Select } from '~/components/form/select.tsx'
import { Button } from '~/components/ui/button.tsx'
import { ChipsNav, SegmentedNav } from '~/components/ui/nav-sets.tsx'
import type { ListChoices } from '~/domain/events/index.server.ts'
import { eventFilters, eventKinds } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { listAddress, type ListQuery, monthAddress } from './list-address.ts'

type Props = { query: ListQuery; choices: ListChoices; /** The month on screen; null: the list. */ month: string | null; when?: 'ahead' | 'past' }

/** List or calendar, and what they are narrowed to: links, and a form that asks for an address. */
export function ListTools({ query, choices, month, when = 'ahead' }: Props) {
  const t = useT()
  const isMonth = month !== null
  const to = (q: ListQuery) => (isMonth ? monthAddress(q, month) : listAddress(q, { when }))
  const isNarrow = query.kind !== null || query.by !== null || query.theme !== null
  const any = { value: '', label: t('events.any') }
  return (
    <div className="ev-tools">
      <SegmentedNav label={t('events.views')} items={[{ to: listAddress(query), label: t('events.list'), current: !isMonth }, { to: monthAddress(query, null), label: t('events.calendar'), current: isMonth }]} />
      <ChipsNav label={t('events.filter')} items={eventFilters.filter((f) => when !== 'past' || f !== 'open').map((f) => ({ to: to({ ...query, show: f }), label: t(`events.show.${f}`), current: f === query.show }))} />
      <details className="ev-narrow" open={isNarrow}>
        <summary>{t('events.narrow')}</summary>
        <Form method="get" action={isMonth ? '/events/calendar' : '/events'} className="row ev-narrow-form" key={to(query)} preventScrollReset>
          {query.show !== 'all' && <input type="hidden" name="show" value={query.show} />}
          {when === 'past' && <input type="hidden" name="when" value="past" />}
          {isMonth && <input type="hidden" name="month" value={month} />}
          <Select name="kind" label={t('events.by_kind')} options={[any, ...eventKinds.map((k) => ({ value: k, label: t(`events.kind.${k}`) }))]} defaultValue={query.kind ?? ''} />
          <Select name="by" label={t('events.by_host')} options={[any, ...choices.hosts.map((h) => ({ value: h.handle, label: t(h.isMentor ? 'events.mentor_mark' : 'common.san', { name: h.name }) }))]} defaultValue={query.by ?? ''} />
          {choices.themes.length > 0 && <Select name="theme" label={t('events.by_theme')} options={[any, ...choices.themes.map((theme) => ({ value: theme, label: theme }))]} defaultValue={query.theme ?? ''} />}
          <Button type="submit" variant="outline">{t('events.narrow_do')}</Button>
          {isNarrow && <Link to={to({ ...query, kind: null, by: null, theme: null })}>{t('events.narrow_clear')}</Link>}
        </Form>
      </details>
    </div>
  )
}
