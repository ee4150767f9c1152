import { Form } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { useT } from '~/i18n/index.tsx'
import type { RegistrationProps } from './registration-card.tsx'

/** The other kind of seat of a hybrid event, while one is free; who waits may also stand in the other line. */
export function ChangeSeat({ event: { card, mine, can }, answer }: RegistrationProps) {
  const t = useT()
  const other = card.seats.find((s) => s.seat !== mine?.seat)
  if (mine === null || !can.leave || card.seats.length < 2 || other === undefined || (!other.isFree && mine.status !== 'waitlisted')) return null
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="seat" />
      <input type="hidden" name="seat" value={other.seat} />
      <CommandId renewOn={answer ?? mine.seat} />
      <SubmitButton variant="quiet" block>{t(`events.seat_change.${other.seat}`)}</SubmitButton>
    </Form>
  )
}

/** The way to what the reader said when they registered. */
export function ToOwnRegistration({ eventId, isNeedsAlone = false }: { eventId: string; isNeedsAlone?: boolean }) {
  const t = useT()
  return <ButtonLink variant="text" block to={`/events/${eventId}/registration`}>{t(isNeedsAlone ? 'events.change.needs' : 'events.change.open')}</ButtonLink>
}

/** Whether the other participants see the reader's name, and the button that changes it. */
export function ListingForm({ event: { mine, showsRoster }, answer }: RegistrationProps) {
  const t = useT()
  if (mine === null || !showsRoster) return null
  return (
    <Form method="post" preventScrollReset className="row small muted">
      <input type="hidden" name="intent" value="listing" />
      <CommandId renewOn={answer ?? mine.isListed} />
      {!mine.isListed && <input type="hidden" name="isListed" value="on" />}
      <span>{t(mine.isListed ? 'events.listed_on' : 'events.listed_off')}</span>
      <SubmitButton variant="text" size="s">{t(mine.isListed ? 'events.unlist_me' : 'events.list_me')}</SubmitButton>
    </Form>
  )
}
