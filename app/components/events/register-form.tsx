import { Form } from '@remix-run/react'
import { Checkbox } from '~/components/form/checkbox.tsx'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { RadioCards } from '~/components/form/radio-cards.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextArea } from '~/components/form/text-area.tsx'
import type { EventCard, EventPage } from '~/domain/events/index.server.ts'
import { questionField, SUPPORT_LIMIT } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { FormQuestions } from './form-questions.tsx'

/** Registers, or joins the line of a full event. */
export function RegisterForm({ event: { card, questions, showsRoster }, isFull, answer }: { event: EventPage; isFull: boolean; answer: unknown }) {
  const t = useT()
  const refused = refusalOf(answer)
  const isHybrid = card.seats.length > 1
  const labels = { ...(isHybrid && { seat: t('events.seat') }), ...Object.fromEntries(questions.map((q) => [questionField(q.id), q.text])), support: t('events.support') }
  return (
    <Form method="post" className="stack g-12" preventScrollReset>
      <input type="hidden" name="intent" value="register" />
      <CommandId renewOn={answer} />
      <ErrorSummary errors={refused?.errors} labels={labels} />
      {isHybrid && (
        <RadioCards name="seat" label={t('events.seat')} required error={refused?.errors['seat']} defaultValue={typedIn(refused, 'seat')}
          options={card.seats.map((s) => ({ value: s.seat, label: t(`events.seat_kind.${s.seat}`), hint: <SeatHint seats={s} /> }))} />
      )}
      <FormQuestions questions={questions} refused={refused} />
      <TextArea name="support" label={t('events.support')} hint={t('events.support_hint')} optional rows={2} limit={SUPPORT_LIMIT} error={refused?.errors['support']} defaultValue={typedIn(refused, 'support')} />
      {showsRoster && <Checkbox name="isListed" label={t('events.listed')} hint={t('events.listed_hint')} defaultChecked={typedIn(refused, 'isListed') === 'on'} />}
      <SubmitButton block pendingLabel={t('events.registering')}>{t(isFull ? 'events.wait' : 'events.register')}</SubmitButton>
    </Form>
  )
}

function SeatHint({ seats: { left, waiting, isFree } }: { seats: EventCard['seats'][number] }) {
  const t = useT()
  if (isFree) return left === null ? t('events.seat_free') : t('events.seat_left', { count: left })
  return waiting > 0 ? t('events.seat_full_waiting', { count: waiting }) : t('events.seat_full')
}
