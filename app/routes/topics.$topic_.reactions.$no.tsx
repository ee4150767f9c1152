import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { AuthorAvatar, authorName } from '~/components/boards/author'
import { QuotedPost } from '~/components/boards/post'
import { reactionIcons } from '~/components/boards/reaction-icons'
import { postAddress } from '~/components/boards/topic-address'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { Icon } from '~/components/ui/icon'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { listReactions, reactToPost } from '~/domain/boards/index.server'
import { reactionKinds } from '~/domain/boards/policy'
import { reactButtonInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('reactions.title') })
export const links = styles(topicCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const after = url.searchParams.get('after')
  const { found, ...reactions } = await listReactions(ctx, params['topic'] ?? '', Number(params['no']), after)
  return { ...reactions, topicId: found.topicId, topicTitle: found.topicTitle, no: found.no, post: found.post, isFirst: after === null }
})

export const action = act('member', {
  default: intent(reactButtonInput, async ({ ctx, params }, { set }) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await reactToPost(ctx, { topicId, no, ...set })
    return go(postAddress(topicId, no))
  }),
})

export default function PostReactions() {
  const t = useT()
  const { topicId, topicTitle, no, post, counts, mine, by, can, isFirst } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const here = `/topics/${topicId}/reactions/${no}`
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: postAddress(topicId, no), label: topicTitle }]} />
      <PageHead title={t('reactions.title')} lead={can.react ? t('reactions.lead') : t('reactions.own')} />
      <div className="stack g-24">
        <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        <ErrorSummary errors={refused?.errors} labels={{}} />
        {can.react && (
          <form method="post" action={here} className="reacts">
            {reactionKinds.map((kind) => <button key={kind} className="react" name="set" value={`${kind}:${mine.includes(kind) ? 'off' : 'on'}`} aria-pressed={mine.includes(kind)}><Icon name={reactionIcons[kind]} />{t(`reactions.kinds.${kind}`)}{counts[kind] !== undefined && <span className="num">{counts[kind]}</span>}</button>)}
          </form>
        )}
        {by.items.length === 0 ? <Empty title={t('reactions.none')} text={can.react ? t('reactions.none_text') : ''} /> : (
          <section aria-labelledby="who">
            <h2 id="who" className="h-s">{t('reactions.who')}</h2>
            <ul className="list">
              {by.items.map(({ author, kind, at }) => (
                <li key={`${author.kind === 'member' ? author.id : ''}${kind}${at}`} className="row">
                  <AuthorAvatar author={author} size="s" />
                  <span className="min0"><span className="strong" lang="ja">{authorName(author, t)}</span><br /><span className="small muted"><TimeText at={at} /></span></span>
                  <span className="small push row g-8 nowrap"><Icon name={reactionIcons[kind]} />{t(`reactions.kinds.${kind}`)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {(!isFirst || by.next !== null) && (
          <p className="row row-between">
            {!isFirst && <Link className="more" to={here}>{t('reactions.newest')}</Link>}
            {by.next !== null && <Link className="more" to={`${here}?after=${by.next}`}>{t('reactions.more')}</Link>}
          </p>
        )}
      </div>
    </div>
  )
}
