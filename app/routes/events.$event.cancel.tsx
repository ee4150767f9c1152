import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { definePage } from '~/components/layout/define-page'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { DefinitionList } from '~/components/ui/definition-list'
import { PageHead } from '~/components/ui/page-head'
import { dateTimeRange } from '~/core/time-range'
import { cancelEvent, cancellableEvent } from '~/domain/proposals/index.server'
import { cancelInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('proposals.cancel_title') })

export const loader = page('member', ({ ctx, params }) => cancellableEvent(ctx, params['event'] ?? ''))

export const action = act('member', {
  default: intent(cancelInput, async ({ ctx, params }, input) => {
    await cancelEvent(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}`)
  }),
})

/** Asks before an event is cancelled, with what follows from it. */
export default function CancelEvent() {
  const t = useT()
  const lng = useLng()
  const event = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <div className="wrap wrap-narrow stack g-24">
      <Crumb items={[{ to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('proposals.cancel_title')} lead={t('proposals.cancel_lead')} />
      <DefinitionList items={[{ term: t('proposals.title'), detail: <span lang="ja">{event.title}</span> }, { term: t('proposals.when'), detail: dateTimeRange(event, lng) }]} />
      <p className="strong">{t('proposals.cancel_count', { count: event.registered })}</p>
      <Form method="post" className="stack g-16">
        <CommandId renewOn={answer} />
        <ErrorSummary errors={refused?.errors} labels={{ text: t('proposals.cancel_text') }} />
        <TextArea name="text" label={t('proposals.cancel_text')} hint={t('proposals.cancel_hint')} required rows={3} limit={300} error={refused?.errors['text']} defaultValue={typedIn(refused, 'text')} lang="ja" />
        <div className="row"><ButtonLink variant="outline" to={`/events/${event.id}`}>{t('proposals.cancel_no')}</ButtonLink><SubmitButton variant="danger">{t('proposals.cancel_yes')}</SubmitButton></div>
      </Form>
    </div>
  )
}
