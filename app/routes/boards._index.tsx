import { useLoaderData } from '@remix-run/react'
import { LevelControl } from '~/components/attention/level-control'
import { BoardItem } from '~/components/boards/board-item'
import { listAddress } from '~/components/boards/list-address'
import { ListTabs, TopicList } from '~/components/boards/topic-list'
import { useFreshLists } from '~/components/boards/use-fresh-lists'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ButtonLink } from '~/components/ui/button'
import { Empty } from '~/components/ui/empty'
import { MoreLink } from '~/components/ui/more-link'
import { ChipsNav } from '~/components/ui/nav-sets'
import { PageHead } from '~/components/ui/page-head'
import { archivedBoards, findTag, listBoards, listTopics, shownTags, tagLevel, unreadBoards } from '~/domain/boards/index.server'
import { isTopicList } from '~/domain/boards/policy'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import boardsCss from '~/styles/pages/boards.css?url'
import { Link } from '~/components/ui/link'

export const handle = definePage({ title: (t) => t('boards.title') })
export const links = styles(boardsCss)

/** The boards, or with `?list=` or `?tag=` the topics of all of them. */
export const loader = page('member', async ({ ctx, url }) => {
  const now = ctx.now().toISOString()
  const [asked, name, after] = ['list', 'tag', 'after'].map((key) => url.searchParams.get(key))
  if (!isTopicList(asked) && !name) {
    const [boards, tags, archived] = await Promise.all([listBoards(ctx), shownTags(ctx), archivedBoards(ctx)])
    return { now, tags, boards, archived, unread: Math.min(100, boards.reduce((n, b) => n + b.unread, 0)), attention: null, shown: null }
  }
  const list = isTopicList(asked) ? asked : 'new'
  const tag = name ? ((await findTag(ctx, name)) ?? { id: null, name }) : null
  const [topics, tags, unread, attention] = await Promise.all([
    tag?.id === null ? { items: [], next: null } : listTopics(ctx, list, { boardId: null, tagId: tag?.id ?? null, cursor: after ?? null }), shownTags(ctx), unreadBoards(ctx), tag?.id ? tagLevel(ctx, tag.id).then((found) => ({ ...found, id: tag.id ?? '' })) : null,
  ])
  return { now, tags, boards: null, archived: [], unread, attention, shown: { list, tag: tag?.name ?? null, topics, isFirst: !after } }
})

export default function Boards() {
  const t = useT()
  const { boards, archived, attention, shown, tags, unread, now } = useLoaderData<typeof loader>()
  useFreshLists(() => shown === null || shown.isFirst)
  if (boards?.length === 0) return <div className="wrap"><PageHead title={t('boards.title')} /><Empty title={t('boards.no_boards')} text={t('boards.no_boards_text')} /></div>
  const list = shown?.list ?? null
  const tag = shown?.tag ?? null
  const create = <ButtonLink to="/boards/new" variant="primary" icon="plus">{t('boards.new_topic')}</ButtonLink>
  return (
    <div className="wrap">
      <PageHead title={tag === null ? t('boards.title') : t('boards.tagged_title', { tag })} lead={boards === null ? undefined : t('boards.lead', { count: boards.length })} action={create} />
      <div className="stack">
        <ListTabs base="/boards" list={list} tag={tag} unread={unread} rooms />
        {tags.length > 0 && <ChipsNav label={t('boards.tags')} items={[
          ...(tag === null ? [] : [{ to: listAddress('/boards', { list }), label: t('boards.all_tags'), current: false }]),
          ...tags.map((name) => ({ to: listAddress('/boards', { list, tag: name }), label: t('boards.tagged', { tag: name }), current: name === tag })),
        ]} />}
      </div>
      {boards !== null && <ul className="boards">{boards.map((board) => <BoardItem key={board.slug} board={board} now={now} />)}</ul>}
      {archived.length > 0 && <details className="mt8"><summary>{t('boards.archived_boards')}</summary><ul className="list">{archived.map((b) => <li key={b.slug}><Link to={`/boards/${b.slug}`} lang="ja">{b.name}</Link></li>)}</ul></details>}
      {shown !== null && (
        <div className="topic-lists">
          {attention !== null && <LevelControl kind="tag" id={attention.id} level={attention.level} chosen={attention.chosen} />}
          {shown.topics.items.length === 0 && shown.topics.next === null && <Empty title={t(`boards.none_in_list.${shown.list}`)} />}
          <TopicList topics={shown.topics.items} now={now} withBoard first={shown.isFirst ? null : listAddress('/boards', { list, tag })} next={shown.topics.next && listAddress('/boards', { list, tag, after: shown.topics.next })} />
        </div>
      )}
      <aside className="card card-sunk rules" aria-labelledby="rl">
        <h2 id="rl" className="h-s">{t('boards.rules_title')}</h2>
        <p>{t('boards.rules')}</p>
        <p><MoreLink to="/policies/terms">{t('boards.rules_more')}</MoreLink></p>
      </aside>
    </div>
  )
}
