import { useLoaderData } from '@remix-run/react'
import { QuotedPost } from '~/components/boards/post'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { CopyAddress } from '~/components/share/copy-address'
import { PrintButton } from '~/components/share/print-button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { showPost } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('share.title') })
export const links = styles(topicCss)

/** `?post=n` shares one post, else the topic as a whole, which its first post stands for. */
export const loader = page('member', async ({ ctx, params, url }) => {
  const asked = url.searchParams.get('post')
  const { topicId, topicTitle, post } = await showPost(ctx, params['topic'] ?? '', asked === null ? 1 : Number(asked))
  const path = asked === null ? `/topics/${topicId}` : postAddress(topicId, post.no)
  return { topicId, topicTitle, post, path, address: url.origin + path }
})

export default function Share() {
  const t = useT()
  const { topicId, topicTitle, post, path, address } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: path, label: topicTitle }]} />
      <PageHead title={t('share.title')} lead={t('share.lead')} />
      <div className="stack g-32">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <CopyAddress name="address" label={t('share.address')} address={address} shareTitle={topicTitle} />
        <section className="stack g-12" aria-labelledby="print"><h2 id="print" className="h-s">{t('share.print_title')}</h2><p className="small muted">{t('share.print_note')}</p><PrintButton address={path} /></section>
      </div>
    </div>
  )
}
