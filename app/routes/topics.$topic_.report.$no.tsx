import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { RadioCards } from '~/components/form/radio-cards'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { findPost } from '~/domain/boards/index.server'
import { reportPost } from '~/domain/moderation/index.server'
import { NOTE_LIMIT, reportReasons } from '~/domain/moderation/policy'
import { reportPostInput } from '~/domain/moderation/schema'
import { act, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('moderation.report_title') })
export const links = styles(topicCss)

export const loader = page('member', async ({ ctx, params }) => {
  const { topicId, topicTitle, no, post } = await findPost(ctx, params['topic'] ?? '', Number(params['no']))
  return { topicId, topicTitle, no, post }
})

export const action = act('member', {
  default: intent(reportPostInput.omit({ topicId: true, no: true }), ({ ctx, params }, input) =>
    reportPost(ctx, { ...input, topicId: params['topic'] ?? '', no: Number(params['no']) })),
})

export default function ReportPost() {
  const t = useT()
  const { topicId, topicTitle, no, post } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const back = `/topics/${topicId}?from=${no}#post-${no}`
  if (answer && 'isNew' in answer) {
    return (
      <div className="wrap wrap-narrow" role="status">
        <Empty level={1} title={t('moderation.thanks')} text={answer.isNew ? t('moderation.thanks_text') : t('moderation.thanks_again')} action={<ButtonLink to={back} variant="primary">{t('moderation.back_to_topic')}</ButtonLink>} />
      </div>
    )
  }
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: topicTitle }]} />
      <PageHead title={t('moderation.report_title')} lead={t('moderation.report_lead')} />
      <div className="stack g-24">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <Form method="post" className="stack g-24">
          <CommandId renewOn={answer} />
          <ErrorSummary errors={refused?.errors} labels={{ reason: t('moderation.reason'), note: t('moderation.note') }} />
          <RadioCards name="reason" label={t('moderation.reason')} required error={refused?.errors['reason']} defaultValue={typedIn(refused, 'reason')} options={reportReasons.map((reason) => ({ value: reason, label: t(`moderation.reason_${reason}`) }))} />
          <TextArea name="note" label={t('moderation.note')} optional hint={t('moderation.note_hint')} limit={NOTE_LIMIT} rows={3} error={refused?.errors['note']} defaultValue={typedIn(refused, 'note')} />
          <div className="row"><SubmitButton>{t('moderation.send')}</SubmitButton><ButtonLink to={back} variant="text">{t('common.cancel')}</ButtonLink></div>
        </Form>
      </div>
    </div>
  )
}
