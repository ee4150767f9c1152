import { Form, Link } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { RadioCards } from '~/components/form/radio-cards.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { Button, ButtonLink } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { ChipsNav } from '~/components/ui/nav-sets.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import type { Roster } from '~/domain/events/index.server.ts'
import { type RosterGroup, rosterGroups } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { RosterRow } from './roster-row.tsx'

type Props = { roster: Roster; group: RosterGroup; removing: string | null; isDone: boolean; isRefused: boolean; answer: unknown }

/** Who registered for an event, and what its hosts can do about it. */
export function RosterView({ roster: { event, seats, page, pending, can }, group, removing, isDone, isRefused, answer }: Props) {
  const t = useT()
  const refused = refusalOf(answer)
  const to = (g: RosterGroup) => `?group=${g}`
  return (
    <div className="wrap">
      <Crumb items={[{ to: '/events', label: t('events.title') }, { to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('roster.title')} lead={t('roster.lead')} />
      {isDone && refused === undefined && <Banner tone="success" role="status">{t('roster.done')}</Banner>}
      {isRefused && <Banner tone="caution" role="alert">{t('errors.too_many')}</Banner>}
      <ErrorSummary errors={refused?.errors} labels={{ handle: t('roster.add_handle') }} />
      <p className="row ro-seats">{seats.map((s) => <span key={s.seat}>{t(`events.seat_kind.${s.seat}`)}：{s.capacity === null ? t('roster.people_only', { count: s.taken }) : t('events.seats_of', { capacity: s.capacity, taken: s.taken })}{s.waiting > 0 && `・${t('events.waiting', { count: s.waiting })}`}</span>)}</p>
      <div className="row"><ButtonLink variant="quiet" to={`/events/${event.id}/registration-settings`}>{t('roster.settings')}</ButtonLink></div>
      <div className="ro-filter"><ChipsNav label={t('roster.filter')} items={rosterGroups.map((g) => ({ to: to(g), label: g === 'pending' && pending > 0 ? `${t('roster.groups.pending')} ${pending}` : t(`roster.groups.${g}`), current: g === group }))} /></div>
      {group === 'coming' && !can.mark && can.change && <p className="small muted">{t('roster.mark_early')}</p>}
      {page.items.length === 0 ? <p className="muted">{t('roster.none')}</p> : (
        <ul className="ro">{page.items.map((entry) => <RosterRow key={entry.member.id} entry={entry} event={event} group={group} can={can} isRemoving={removing === entry.member.id} answer={answer} />)}</ul>
      )}
      {page.next && <p><Link className="btn btn-outline" to={`?group=${group}&after=${page.next}`}>{t('roster.more')}</Link></p>}
      {can.change && (
        <section className="card stack ro-add" aria-labelledby="add">
          <h2 id="add" className="h-s">{t('roster.add')}</h2>
          <Form method="post" className="stack g-12">
            <input type="hidden" name="intent" value="add" />
            <CommandId renewOn={answer} />
            <TextInput name="handle" label={t('roster.add_handle')} hint={t('roster.add_hint')} error={refused?.errors['handle']} defaultValue={typedIn(refused, 'handle')} autoComplete="off" autoCapitalize="none" />
            {seats.length > 1 && <RadioCards name="seat" label={t('events.seat')} options={seats.map((s) => ({ value: s.seat, label: t(`events.seat_kind.${s.seat}`) }))} defaultValue={typedIn(refused, 'seat', 'venue')} />}
            <div className="row"><SubmitButton variant="outline">{t('roster.add_do')}</SubmitButton></div>
          </Form>
        </section>
      )}
      {/* An ordinary form: its answer is a file. */}
      <form method="post" action={`/events/${event.id}/roster.csv`} className="stack g-8 ro-add">
        <p className="small muted">{t('roster.export_note')}</p>
        <div className="row"><Button type="submit" name="intent" value="take" variant="outline" icon="dl">{t('roster.export')}</Button></div>
      </form>
    </div>
  )
}
