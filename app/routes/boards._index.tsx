import { useLoaderData } from '@remix-run/react'
import { BoardItem } from '~/components/boards/board-item'
import { useFreshLists } from '~/components/boards/use-fresh-lists'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ButtonLink } from '~/components/ui/button'
import { Empty } from '~/components/ui/empty'
import { MoreLink } from '~/components/ui/more-link'
import { PageHead } from '~/components/ui/page-head'
import { listBoards } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import boardsCss from '~/styles/pages/boards.css?url'

export const handle = definePage({ title: (t) => t('boards.title') })
export const links = styles(boardsCss)

export const loader = page('member', async ({ ctx }) => ({ boards: await listBoards(ctx), now: ctx.now().toISOString() }))

export default function Boards() {
  const t = useT()
  const { boards, now } = useLoaderData<typeof loader>()
  useFreshLists(() => true)
  if (boards.length === 0) return <div className="wrap"><PageHead title={t('boards.title')} /><Empty title={t('boards.no_boards')} text={t('boards.no_boards_text')} /></div>
  return (
    <div className="wrap">
      <PageHead title={t('boards.title')} lead={t('boards.lead', { count: boards.length })} action={<ButtonLink to="/boards/new" variant="primary" icon="plus">{t('boards.new_topic')}</ButtonLink>} />
      <ul className="boards">{boards.map((board) => <BoardItem key={board.slug} board={board} now={now} />)}</ul>
      <aside className="card card-sunk rules" aria-labelledby="rl">
        <h2 id="rl" className="h-s">{t('boards.rules_title')}</h2>
        <p>{t('boards.rules')}</p>
        <p><MoreLink to="/policies/terms">{t('boards.rules_more')}</MoreLink></p>
      </aside>
    </div>
  )
}
