import { useLoaderData } from '@remix-run/react'
import { LevelControl } from '~/components/attention/level-control'
import { listAddress } from '~/components/boards/list-address'
import { ListTabs, TopicList } from '~/components/boards/topic-list'
import { useFreshLists } from '~/components/boards/use-fresh-lists'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Banner } from '~/components/ui/banner'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { MoreLink } from '~/components/ui/more-link'
import { PageHead } from '~/components/ui/page-head'
import { boardLevel, showBoard } from '~/domain/boards/index.server'
import { isTopicList } from '~/domain/boards/policy'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import boardsCss from '~/styles/pages/boards.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.board.name ?? t('boards.title') })
export const links = styles(boardsCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const after = url.searchParams.get('after')
  const asked = url.searchParams.get('list')
  const list = isTopicList(asked) ? asked : 'new'
  const [shown, attention] = await Promise.all([showBoard(ctx, params['board'] ?? '', after, list), boardLevel(ctx, params['board'] ?? '')])
  return { ...shown, attention, list, isFirst: after === null, now: ctx.now().toISOString() }
})

export default function Board() {
  const t = useT()
  const { board, attention, pinned, topics, can, list, unread, isFirst, now } = useLoaderData<typeof loader>()
  useFreshLists((boardId) => isFirst && boardId === board.id)
  const address = `/boards/${board.slug}`
  const named = list === 'new' ? null : list
  const create = can.start ? <ButtonLink to={`${address}/new`} variant="primary" icon="plus">{t('boards.new_topic')}</ButtonLink> : undefined
  const isEmpty = pinned.length + topics.items.length === 0
  const isNew = isEmpty && isFirst && list === 'new'
  return (
    <div className="wrap board-page">
      <Crumb items={[{ to: '/boards', label: t('boards.title') }]} />
      <PageHead title={<span lang="ja">{board.name}</span>} lead={<span lang="ja">{board.description}</span>} action={isNew ? undefined : create} />
      <LevelControl kind="board" id={board.id} level={attention.level} chosen={attention.chosen} />
      {board.isArchived && <Banner icon="lock">{t('boards.archived')}</Banner>}
      {isNew ? <Empty title={t('boards.no_topics')} text={t('boards.no_topics_text')} action={create} /> : (
        <>
          <ListTabs base={address} list={list} unread={unread} />
          {isEmpty && topics.next === null && <Empty title={t(`boards.none_in_list.${list}`)} />}
          <TopicList topics={[...pinned, ...topics.items]} now={now} first={isFirst ? null : listAddress(address, { list: named })} next={topics.next && listAddress(address, { list: named, after: topics.next })} />
        </>
      )}
      {!board.isArchived && <p><MoreLink to={`/events/new?title=${encodeURIComponent(board.name)}`}>{t('boards.propose_event')}</MoreLink></p>}
      {can.export && <p><MoreLink to={`${address}/export`}>{t('boards.export')}</MoreLink></p>}
    </div>
  )
}
