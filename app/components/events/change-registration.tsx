import { Form } from '@remix-run/react'
import { Checkbox } from '~/components/form/checkbox.tsx'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextArea } from '~/components/form/text-area.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import type { OwnRegistration } from '~/domain/events/index.server.ts'
import { questionField, SUPPORT_LIMIT } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'
import { FormQuestions } from './form-questions.tsx'
import { SeatChoice } from './seat-choice.tsx'

/** What the reader said when they registered, as a form; of an event that takes no registrations any more, 配慮事項 and the name alone. */
export function ChangeRegistration({ own, answer }: { own: OwnRegistration; answer: unknown }) {
  const t = useT()
  const refused = refusalOf(answer)
  const { event, isClosed, areNeedsErased } = own
  const isHybrid = own.seats.length > 1
  const labels = { ...(isHybrid && { seat: t('events.seat') }), ...Object.fromEntries(own.questions.map((q) => [questionField(q.id), q.text])), support: t('events.support') }
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/events', label: t('events.title') }, { to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('events.change.title')} lead={isClosed ? undefined : t('events.change.lead')} />
      <Form method="post" className="card stack">
        <input type="hidden" name="intent" value={isClosed ? 'needs' : 'change'} />
        <CommandId renewOn={answer} />
        <ErrorSummary errors={refused?.errors} labels={labels} />
        {isClosed && <Banner tone="caution">{t(areNeedsErased ? 'events.refused.needs_erased' : 'events.refused.closed')}</Banner>}
        {!isClosed && isHybrid && <SeatChoice seats={own.seats} error={refused?.errors['seat']} chosen={typedIn(refused, 'seat', own.seat)} mine={own.seat} />}
        {!isClosed && <FormQuestions questions={own.questions} refused={refused} before={own.answers} />}
        {areNeedsErased ? <input type="hidden" name="support" value="" /> : (
          <TextArea name="support" label={t('events.support')} hint={t('events.support_hint')} optional rows={3} limit={SUPPORT_LIMIT} error={refused?.errors['support']} defaultValue={typedIn(refused, 'support', own.support)} />
        )}
        {own.showsRoster && <Checkbox name="isListed" label={t('events.listed')} hint={t('events.listed_hint')} defaultChecked={refused ? typedIn(refused, 'isListed') === 'on' : own.isListed} />}
        <div className="row"><SubmitButton>{t('events.change.save')}</SubmitButton><ButtonLink variant="text" to={`/events/${event.id}`}>{t('common.cancel')}</ButtonLink></div>
      </Form>
    </div>
  )
}
