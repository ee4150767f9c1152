import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { postAddress } from '~/components/boards/topic-address'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { postToWithdraw, withdrawPost } from '~/domain/boards/index.server'
import { postInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('posts.delete_title') })
export const links = styles(topicCss)

export const loader = page('member', ({ ctx, params }) => postToWithdraw(ctx, params['topic'] ?? '', Number(params['no'])))

export const action = act('member', {
  default: intent(postInput.omit({ topicId: true, no: true }), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await withdrawPost(ctx, { ...input, topicId, no })
    return go(`/topics/${topicId}/posts/${no}`)
  }),
})

export default function DeletePost() {
  const t = useT()
  const { topicId, topicTitle, post } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const back = postAddress(topicId, post.no)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: topicTitle }]} />
      <PageHead title={t('posts.delete_title')} lead={t('posts.delete_lead')} />
      <div className="stack g-24">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <Form method="post" className="stack g-24">
          <CommandId renewOn={refused} />
          <ErrorSummary errors={refused?.errors} />
          <div className="row"><ButtonLink to={back} variant="outline">{t('common.cancel')}</ButtonLink><SubmitButton variant="danger">{t('posts.delete')}</SubmitButton></div>
        </Form>
      </div>
    </div>
  )
}
