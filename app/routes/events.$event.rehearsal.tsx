import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { formatDate } from '~/core/dates'
import { endRehearsal, readRehearsal, startRehearsal } from '~/domain/live/index.server'
import { rehearsalInput } from '~/domain/live/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('rehearsal.title') })

export const loader = page('member', ({ ctx, params }) => readRehearsal(ctx, params['event'] ?? ''))

export const action = act('member', {
  start: intent(rehearsalInput, async ({ ctx, params }, input) => go(`/events/${(await startRehearsal(ctx, params['event'] ?? '', input)).roomId}/host`)),
  end: intent(rehearsalInput, async ({ ctx, params }, input) => {
    await endRehearsal(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/rehearsal`)
  }),
})

/** Where a rehearsal begins and ends, for who runs the event. */
export default function Rehearsal() {
  const t = useT()
  const lng = useLng()
  const { event, roomId, since, questions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="wrap wrap-narrow stack g-24">
      <Crumb items={[{ to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('rehearsal.title')} lead={t('rehearsal.lead')} />
      <ErrorSummary errors={refusalOf(answer)?.errors} />
      {roomId === null || since === null ? (
        <Form method="post"><input type="hidden" name="intent" value="start" /><CommandId renewOn={answer} /><SubmitButton icon="play">{t('rehearsal.start')}</SubmitButton></Form>
      ) : (
        <>
          <Banner tone="caution" role="status">{t('rehearsal.on', { time: formatDate(since, 'dayTime', lng) })} {t('rehearsal.questions', { count: questions })}</Banner>
          <div className="row">
            <ButtonLink variant="primary" icon="screen" to={`/events/${roomId}/host`}>{t('events.host_console')}</ButtonLink>
            <ButtonLink variant="outline" to={`/events/${roomId}/live`}>{t('rehearsal.as_attendee')}</ButtonLink>
          </div>
          <Form method="post"><input type="hidden" name="intent" value="end" /><CommandId renewOn={answer} /><SubmitButton variant="danger">{t('rehearsal.end')}</SubmitButton></Form>
        </>
      )}
    </div>
  )
}
