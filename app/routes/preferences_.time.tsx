import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { Select } from '~/components/form/select.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { deviceZone } from '~/components/events/use-zone.ts'
import { definePage } from '~/components/layout/define-page.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { Button } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { formatDate } from '~/core/dates.ts'
import { type ZoneChoice, zoneChoices, zoneNamed } from '~/core/zones.ts'
import { setTimeZone } from '~/domain/accounts/index.server.ts'
import { timeZoneInput } from '~/domain/accounts/schema.ts'
import { readerZone } from '~/domain/events/index.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('prefs.zone') })

/** `?zone=` proposes one that is not kept yet. */
export const loader = page('member', async ({ ctx, url, lng }) => {
  const kept = await readerZone(ctx)
  const proposed = zoneNamed(url.searchParams.get('zone') ?? '')
  return { kept, zone: proposed ?? kept, choices: zoneChoices(lng, ctx.now(), [kept, ...(proposed === null ? [] : [proposed])]), now: ctx.now().toISOString(), isSaved: url.searchParams.has('saved') }
})

export const action = act('member', {
  default: intent(timeZoneInput, async ({ ctx }, input) => {
    await setTimeZone(ctx, input)
    return go('/preferences/time?saved')
  }),
})

const regions = ['Asia', 'Europe', 'America', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian', 'Antarctica', 'Arctic'] as const

/** 時刻の設定: where one lives, so that times are shown there as well. */
export default function TimeZonePage() {
  const t = useT()
  const { kept, zone, choices, now, isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const labels = { zone: t('prefs.zone_where') }
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: '/preferences', label: t('prefs.title') }]} />
      <PageHead title={t('prefs.zone')} lead={t('prefs.zone_lead')} />
      {isSaved && refused === undefined && <Banner tone="success" icon="check" role="status">{t('prefs.zone_saved', { time: formatDate(now, 'dayTime', t.lng, kept) })}</Banner>}
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <Form method="post" action="/preferences/time" className="card stack g-24" key={`${zone} ${refused === undefined}`}>
        <CommandId renewOn={answer ?? now} />
        <Zones label={labels.zone} choices={choices} zone={typedIn(refused, 'zone', zone)} error={refused?.errors['zone']} />
        <div className="row"><SubmitButton>{t('prefs.save')}</SubmitButton></div>
      </Form>
    </div>
  )
}

function Zones({ label, choices, zone, error }: { label: string; choices: ZoneChoice[]; zone: string; error: string | undefined }) {
  const t = useT()
  const [chosen, setChosen] = useState(zone)
  const [device, setDevice] = useState<string | null>(null)
  useEffect(() => setDevice(deviceZone()), [])
  const regionOf = (name: string): string => {
    const known = regions.find((r) => r === name)
    return known === undefined ? name : t(`prefs.zone_regions.${known}`)
  }
  const options = choices.map(({ value, region, city, name, offset }) => ({ value, label: city === '' ? value : t('prefs.zone_option', { region: regionOf(region), city, name, offset }) }))
  return (
    <>
      <Select name="zone" label={label} hint={t('prefs.zone_hint')} required error={error} options={options} value={chosen} onChange={(e) => setChosen(e.currentTarget.value)} />
      {device !== null && device !== chosen && choices.some((c) => c.value === device) && <p><Button variant="quiet" type="button" onClick={() => setChosen(device)}>{t('prefs.zone_device', { zone: device.replaceAll('_', ' ') })}</Button></p>}
    </>
  )
}
