import { Form } from '@remix-run/react'
import { CheckCards } from '~/components/form/check-cards.tsx'
import { Checkbox } from '~/components/form/checkbox.tsx'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import type { RegistrationSettings } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { QuestionSettings } from './question-settings.tsx'

type Props = { settings: RegistrationSettings; isSaved: boolean; changing: string | null; answer: unknown }

/** How registration for an event works: seats, offers, approval, roster, and what registrants are asked. */
export function SettingsView({ settings, isSaved, changing, answer }: Props) {
  const t = useT()
  const refused = refusalOf(answer)
  const isForm = refused?.values['intent'] === 'save'
  const isThemes = refused?.values['intent'] === 'themes'
  const own = isForm ? refused : undefined
  const isOn = (name: 'offersSeats' | 'needsApproval' | 'showsRoster') => (own ? typedIn(own, name) === 'on' : settings[name])
  const field = (seat: 'venue' | 'online') => `${seat}Capacity` as const
  const missing = (['venue', 'online'] as const).filter((seat) => settings.seats.every((s) => s.seat !== seat))
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/events', label: t('events.title') }, { to: `/events/${settings.id}`, label: settings.title }]} />
      <PageHead title={t('roster.settings')} lead={t('roster.settings_lead')} />
      {isSaved && refused === undefined && <Banner tone="success" role="status">{t('roster.saved')}</Banner>}
      <Form method="post" className="card stack" key={JSON.stringify([settings.seats.map((s) => s.capacity), settings.offersSeats, settings.needsApproval, settings.showsRoster])}>
        <input type="hidden" name="intent" value="save" />
        <CommandId renewOn={answer ?? settings} />
        <ErrorSummary errors={own?.errors} labels={{ venueCapacity: t('roster.capacity.venue'), onlineCapacity: t('roster.capacity.online') }} />
        {settings.seats.map((s) => (
          <TextInput key={s.seat} name={field(s.seat)} label={t(`roster.capacity.${s.seat}`)} hint={<>{t('roster.taken', { count: s.taken })} {t('roster.capacity_hint')}</>} optional inputMode="numeric" width="m" autoComplete="off"
            error={own?.errors[field(s.seat)]} defaultValue={typedIn(own, field(s.seat), s.capacity === null ? '' : String(s.capacity))} />
        ))}
        {missing.map((seat) => <input key={seat} type="hidden" name={field(seat)} value="" />)}
        <Checkbox name="offersSeats" label={t('roster.offers')} hint={t('roster.offers_hint')} defaultChecked={isOn('offersSeats')} />
        <Checkbox name="needsApproval" label={t('roster.approval')} hint={t('roster.approval_hint')} defaultChecked={isOn('needsApproval')} />
        <Checkbox name="showsRoster" label={t('roster.shows')} hint={t('roster.shows_hint')} defaultChecked={isOn('showsRoster')} />
        <div className="row"><SubmitButton>{t('roster.save')}</SubmitButton><ButtonLink variant="text" to={`/events/${settings.id}/roster`}>{t('roster.title')}</ButtonLink></div>
      </Form>
      <Form method="post" className="stack ro-add" aria-labelledby="themes" key={settings.themes.join()}>
        <h2 id="themes" className="h-m">{t('roster.themes')}</h2>
        <input type="hidden" name="intent" value="themes" />
        <CommandId renewOn={answer ?? settings} />
        <ErrorSummary errors={isThemes ? refused?.errors : undefined} labels={{ themes: t('roster.themes') }} />
        <CheckCards name="themes" label={t('roster.themes_choose')} error={isThemes ? refused?.errors['themes'] : undefined} options={settings.offeredThemes.map((theme) => ({ value: theme, label: <span lang="ja">{theme}</span> }))} defaultValues={settings.themes} />
        <div className="row"><SubmitButton variant="outline">{t('roster.save')}</SubmitButton></div>
      </Form>
      <QuestionSettings questions={settings.questions} changing={changing} refused={refused !== undefined && !isForm && !isThemes ? refused : undefined} answer={answer} />
    </div>
  )
}
