import { useActionData, useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { postAddress } from '~/components/boards/topic-address'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { PostActionList } from '~/components/posts/post-action-list'
import { PostHistory } from '~/components/posts/post-history'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { redactVersion, restorePost, showPost, showPostAgain } from '~/domain/boards/index.server'
import { postInput, redactVersionInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import postsCss from '~/styles/pages/posts.css?url'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => t('posts.title', { no: data?.post.no ?? '' }) })
export const links = styles(topicCss, postsCss)

export const loader = page('member', ({ ctx, params, url }) => {
  const before = Number(url.searchParams.get('before') ?? Number.NaN)
  return showPost(ctx, params['topic'] ?? '', Number(params['no']), Number.isInteger(before) && before > 0 && before < 2_147_483_647 ? before : null)
})

const rest = { topicId: true, no: true } as const
export const action = act('member', {
  restore: intent(postInput.omit(rest), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await restorePost(ctx, { ...input, topicId, no })
    return go(postAddress(topicId, no))
  }),
  'show-again': intent(postInput.omit(rest), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await showPostAgain(ctx, { ...input, topicId, no })
    return go(postAddress(topicId, no))
  }),
  redact: intent(redactVersionInput.omit(rest), ({ ctx, params }, input) => redactVersion(ctx, { ...input, topicId: params['topic'] ?? '', no: Number(params['no']) })),
})

export default function PostPage() {
  const t = useT()
  const { topicId, topicTitle, post, isMine, answer, can, history } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: postAddress(topicId, post.no), label: topicTitle }]} />
      <PageHead title={t('posts.title', { no: post.no })} lead={can.restore ? t('posts.withdrawn_lead') : undefined} />
      <div className="stack g-24">
        <ErrorSummary errors={refused?.values['intent'] === 'redact' ? undefined : refused?.errors} />
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <PostActionList facts={{ topicId, post, isMine, can, answer }} />
        <PostHistory address={`/topics/${topicId}/posts/${post.no}`} history={history} canModerate={can.moderate} refused={refused?.values['intent'] === 'redact' ? refused : undefined} />
      </div>
    </div>
  )
}
