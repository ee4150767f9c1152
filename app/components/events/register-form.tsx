import { Form } from '@remix-run/react'
import { Checkbox } from '~/components/form/checkbox.tsx'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextArea } from '~/components/form/text-area.tsx'
import type { EventPage } from '~/domain/events/index.server.ts'
import { questionField, SUPPORT_LIMIT } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { FormQuestions } from './form-questions.tsx'
import { SeatChoice } from './seat-choice.tsx'

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
      {isHybrid && <SeatChoice seats={card.seats} error={refused?.errors['seat']} chosen={typedIn(refused, 'seat')} />}
      <FormQuestions questions={questions} refused={refused} />
      <TextArea name="support" label={t('events.support')} hint={t('events.support_hint')} optional rows={2} limit={SUPPORT_LIMIT} error={refused?.errors['support']} defaultValue={typedIn(refused, 'support')} />
      {showsRoster && <Checkbox name="isListed" label={t('events.listed')} hint={t('events.listed_hint')} defaultChecked={typedIn(refused, 'isListed') === 'on'} />}
      <SubmitButton block pendingLabel={t('events.registering')}>{t(isFull ? 'events.wait' : 'events.register')}</SubmitButton>
    </Form>
  )
}
