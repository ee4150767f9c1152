import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { findPost } from '~/domain/boards/index.server'
import { REASON_LIMIT } from '~/domain/boards/policy'
import { hidePostInput } from '~/domain/boards/schema'
import { hideReportedPost } from '~/domain/moderation/index.server'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('boards.hide_title') })
export const links = styles(topicCss)

export const loader = page('staff', async ({ ctx, params }) => {
  const { topicId, topicTitle, no, post } = await findPost(ctx, params['topic'] ?? '', Number(params['no']))
  return { topicId, topicTitle, no, post }
})

export const action = act('staff', {
  default: intent(hidePostInput.omit({ topicId: true, no: true }), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await hideReportedPost(ctx, { ...input, topicId, no })
    return go(`/topics/${topicId}?from=${no}#post-${no}`)
  }),
})

export default function HidePost() {
  const t = useT()
  const { topicId, topicTitle, no, post } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const back = `/topics/${topicId}?from=${no}#post-${no}`
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: topicTitle }]} />
      <PageHead title={t('boards.hide_title')} lead={t('boards.hide_lead')} />
      <div className="stack g-24">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <Form method="post" className="stack g-24">
          <CommandId renewOn={refused} />
          <ErrorSummary errors={refused?.errors} labels={{ reason: t('boards.hide_reason') }} />
          <TextArea name="reason" label={t('boards.hide_reason')} required hint={t('boards.hide_reason_hint')} limit={REASON_LIMIT} rows={3} error={refused?.errors['reason']} defaultValue={typedIn(refused, 'reason')} />
          <div className="row"><ButtonLink to={back} variant="outline">{t('common.cancel')}</ButtonLink><SubmitButton variant="danger">{t('boards.hide_confirm')}</SubmitButton></div>
        </Form>
      </div>
    </div>
  )
}
