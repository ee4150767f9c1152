import { Link, useLoaderData } from '@remix-run/react'
import { TopicItem } from '~/components/boards/topic-item'
import { useFreshLists } from '~/components/boards/use-fresh-lists'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Banner } from '~/components/ui/banner'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { Icon } from '~/components/ui/icon'
import { PageHead } from '~/components/ui/page-head'
import { showBoard } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import boardsCss from '~/styles/pages/boards.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.board.name ?? t('boards.title') })
export const links = styles(boardsCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const after = url.searchParams.get('after')
  return { ...(await showBoard(ctx, params['board'] ?? '', after)), isFirst: after === null, now: ctx.now().toISOString() }
})

export default function Board() {
  const t = useT()
  const { board, pinned, topics, can, isFirst, now } = useLoaderData<typeof loader>()
  useFreshLists((boardId) => isFirst && boardId === board.id)
  const address = `/boards/${board.slug}`
  const create = can.start ? <ButtonLink to={`${address}/new`} variant="primary" icon="plus">{t('boards.new_topic')}</ButtonLink> : undefined
  const isEmpty = pinned.length + topics.items.length === 0
  return (
    <div className="wrap board-page">
      <Crumb items={[{ to: '/boards', label: t('boards.title') }]} />
      <PageHead title={<span lang="ja">{board.name}</span>} lead={<span lang="ja">{board.description}</span>} action={isEmpty ? undefined : create} />
      {board.isArchived && <Banner icon="lock">{t('boards.archived')}</Banner>}
      {isEmpty && isFirst ? <Empty title={t('boards.no_topics')} text={t('boards.no_topics_text')} action={create} /> : (
        <ul className="topics" aria-label={t('boards.all_topics')}>
          {[...pinned, ...topics.items].map((topic) => <TopicItem key={topic.id} topic={topic} now={now} />)}
        </ul>
      )}
      {(!isFirst || topics.next !== null) && (
        <nav className="pages" aria-label={t('boards.all_topics')}>
          {!isFirst && <Link className="btn btn-quiet btn-s" rel="prev" to={address}><Icon name="left" />{t('boards.back_to_newest')}</Link>}
          {topics.next !== null && <Link className="btn btn-quiet btn-s" rel="next" to={`${address}?after=${topics.next}`}>{t('boards.older')}<Icon name="right" /></Link>}
        </nav>
      )}
    </div>
  )
}
