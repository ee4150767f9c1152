import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { keptOf } from '~/domain/archive/index.server'
import { readEvent, readSurvey, saveSurvey } from '~/domain/events/index.server'
import { surveyInput } from '~/domain/events/schema'
import { readRecording, setRecording } from '~/domain/live/index.server'
import { recordingInput } from '~/domain/live/schema'
import { clockText } from '~/domain/live/views'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.after') })

export const loader = page('member', async ({ ctx, params, url }) => {
  const id = params['event'] ?? ''
  const survey = await readSurvey(ctx, id)
  const { card } = await readEvent(ctx, id)
  const [recording, kept] = await Promise.all([card.hasRoom && card.standing !== 'cancelled' ? readRecording(ctx, id) : null, keptOf(ctx, id)])
  return { id, title: card.title, survey, recording, hasSummary: kept !== null, isSaved: url.searchParams.has('saved') }
})

export const action = act('member', {
  recording: intent(recordingInput.omit({ eventId: true }), async ({ ctx, params }, input) => {
    await setRecording(ctx, { ...input, eventId: params['event'] ?? '' })
    return go(`/events/${params['event']}/after?saved=1`)
  }),
  survey: intent(surveyInput, async ({ ctx, params }, input) => {
    await saveSurvey(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/after?saved=1`)
  }),
})

/** 終わったあと, for who runs the event: the recording, and where people are asked. */
export default function After() {
  const t = useT()
  const { id, title, survey, recording, hasSummary, isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const of = (name: string) => (refused?.values['intent'] === name ? refused : undefined)
  const [ofRecording, ofSurvey] = [of('recording'), of('survey')]
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/events/${id}`, label: title }]} />
      <PageHead title={t('archive.after')} lead={t('archive.after_lead')} />
      <div className="stack g-48">
        {isSaved && refused === undefined && <Banner tone="success" role="status">{t('archive.saved')}</Banner>}
        {hasSummary && <p><ButtonLink to={`/events/${id}/summary`} variant="outline" icon="edit">{t('archive.write_summary')}</ButtonLink></p>}
        {recording !== null && (
          <section aria-labelledby="recording">
            <h2 id="recording" className="h-m">{t('archive.recording')}</h2>
            <Form method="post" className="stack g-24">
              <input type="hidden" name="intent" value="recording" />
              <CommandId renewOn={answer} />
              <ErrorSummary errors={ofRecording?.errors} labels={{ url: t('archive.recording_url'), offset: t('archive.offset') }} />
              <TextInput name="url" type="url" inputMode="url" label={t('archive.recording_url')} hint={t(recording.isFromStream ? 'archive.recording_stream' : 'archive.recording_hint')} error={ofRecording?.errors['url']} defaultValue={typedIn(ofRecording, 'url', recording.url)} autoComplete="off" />
              <TextInput name="offset" label={t('archive.offset')} hint={t('archive.offset_hint')} error={ofRecording?.errors['offset']} defaultValue={typedIn(ofRecording, 'offset', clockText(recording.offset))} autoComplete="off" />
              <div><SubmitButton>{t('archive.save_recording')}</SubmitButton></div>
            </Form>
          </section>
        )}
        <section aria-labelledby="survey">
          <h2 id="survey" className="h-m">{t('archive.survey')}</h2>
          <p className="muted">{t('archive.survey_lead')}</p>
          <Form method="post" className="stack g-24">
            <input type="hidden" name="intent" value="survey" />
            <CommandId renewOn={answer} />
            <ErrorSummary errors={ofSurvey?.errors} labels={{ attended: t('archive.survey_attended'), absent: t('archive.survey_absent') }} />
            {(['attended', 'absent'] as const).map((whom) => (
              <TextInput key={whom} name={whom} type="url" inputMode="url" label={t(`archive.survey_${whom}`)} hint={t('archive.survey_hint')} error={ofSurvey?.errors[whom]} defaultValue={typedIn(ofSurvey, whom, survey[whom])} autoComplete="off" />
            ))}
            <div><SubmitButton>{t('archive.save_survey')}</SubmitButton></div>
          </Form>
        </section>
      </div>
    </div>
  )
}
