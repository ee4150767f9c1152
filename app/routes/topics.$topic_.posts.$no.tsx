import { useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { PostActionList } from '~/components/posts/post-action-list'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { showPost } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => t('posts.title', { no: data?.post.no ?? '' }) })
export const links = styles(topicCss)

export const loader = page('member', ({ ctx, params }) => showPost(ctx, params['topic'] ?? '', Number(params['no'])))

export default function PostPage() {
  const t = useT()
  const { topicId, topicTitle, post, isMine, can } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: postAddress(topicId, post.no), label: topicTitle }]} />
      <PageHead title={t('posts.title', { no: post.no })} />
      <div className="stack g-24">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <PostActionList facts={{ topicId, post, isMine, can }} />
      </div>
    </div>
  )
}
