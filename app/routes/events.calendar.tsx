import { useLoaderData } from '@remix-run/react'
import { ListTools } from '~/components/events/list-tools.tsx'
import { MonthView } from '~/components/events/month-view.tsx'
import { useZone } from '~/components/events/use-zone.ts'
import { ZoneNote } from '~/components/events/zone-note.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { PageHead } from '~/components/ui/page-head.tsx'
import { jstDate } from '~/core/dates.ts'
import { listChoices, monthOfEvents, readerZone } from '~/domain/events/index.server.ts'
import { monthInput } from '~/domain/events/schema.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'
import eventsCss from '~/styles/pages/events.css?url'
import monthCss from '~/styles/pages/month.css?url'

export const handle = definePage({ title: (t) => `${t('events.calendar')}・${t('events.title')}` })
export const links = styles(eventsCss, monthCss)

export const loader = page('member', async ({ ctx, url }) => {
  const query = monthInput.parse(Object.fromEntries(['show', 'kind', 'by', 'theme', 'month'].map((name) => [name, url.searchParams.get(name)])))
  const [month, choices, timeZone] = await Promise.all([monthOfEvents(ctx, query), listChoices(ctx), readerZone(ctx)])
  return { month, choices, timeZone, query, thisMonth: jstDate(ctx.now()).slice(0, 7), now: ctx.now().toISOString() }
})

export default function Calendar() {
  const t = useT()
  const { month, choices, timeZone, query, thisMonth, now } = useLoaderData<typeof loader>()
  return (
    <div className="wrap">
      <PageHead title={t('events.calendar')} lead={t('events.lead')} />
      <ListTools query={query} choices={choices} month={month.month} />
      <MonthView month={month} query={query} timeZone={useZone(timeZone)} thisMonth={thisMonth} />
      <ZoneNote kept={timeZone} at={now} />
    </div>
  )
}
