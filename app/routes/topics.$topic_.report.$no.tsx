import { useActionData, useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ReportForm } from '~/components/moderation/report-form'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { findPost } from '~/domain/boards/index.server'
import { reportPost } from '~/domain/moderation/index.server'
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
        <ReportForm answer={answer} back={back} />
      </div>
    </div>
  )
}
