import { Form, Link, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Badge } from '~/components/ui/badge'
import { Empty } from '~/components/ui/empty'
import { ChipsNav } from '~/components/ui/nav-sets'
import { PageHead } from '~/components/ui/page-head'
import { formatDate } from '~/core/dates'
import { type BookmarkView, listBookmarks, removeBookmark } from '~/domain/bookmarks/index.server'
import { bookmarkFilters, isBookmarkFilter } from '~/domain/bookmarks/policy'
import { removeInput } from '~/domain/bookmarks/schema'
import { act, intent, page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('bookmarks.title') })

export const loader = page('member', async ({ ctx, url }) => {
  const [asked, after] = [url.searchParams.get('show'), url.searchParams.get('after')]
  const filter = isBookmarkFilter(asked) ? asked : 'all'
  return { filter, bookmarks: await listBookmarks(ctx, filter, after), isFirst: after === null }
})

export const action = act('member', { remove: intent(removeInput, ({ ctx }, input) => removeBookmark(ctx, input)) })

export default function Bookmarks() {
  const t = useT()
  const { filter, bookmarks, isFirst } = useLoaderData<typeof loader>()
  const here = filter === 'all' ? '/bookmarks' : `/bookmarks?show=${filter}`
  return (
    <div className="wrap wrap-narrow">
      <PageHead title={t('bookmarks.title')} lead={t('bookmarks.lead')} />
      <ChipsNav label={t('bookmarks.title')} items={bookmarkFilters.map((name) => ({ to: name === 'all' ? '/bookmarks' : `/bookmarks?show=${name}`, label: t(`bookmarks.filters.${name}`), current: name === filter }))} />
      {bookmarks.items.length === 0 ? <Empty title={t(filter === 'all' ? 'bookmarks.none' : 'bookmarks.none_here')} text={filter === 'all' ? t('bookmarks.none_text') : undefined} /> : (
        <ul className="list">{bookmarks.items.map((bookmark) => <Item key={bookmark.id} bookmark={bookmark} />)}</ul>
      )}
      <p className="row row-between">
        {!isFirst && <Link className="more" to={here}>{t('bookmarks.newest')}</Link>}
        {bookmarks.next !== null && <Link className="more" to={`${here}${filter === 'all' ? '?' : '&'}after=${bookmarks.next}`}>{t('bookmarks.older')}</Link>}
      </p>
    </div>
  )
}

function Item({ bookmark: { id, title, no, excerpt, author, href, note, remindAt, isReminded } }: { bookmark: BookmarkView }) {
  const t = useT()
  const lng = useLng()
  const name = href === null ? t('bookmarks.gone') : title
  const topicId = /^\/topics\/([^?]+)/.exec(href ?? '')?.[1]
  return (
    <li className="stack g-4">
      <p>{href === null ? <span className="muted">{name}</span> : <Link className="strong" to={href} lang="ja">{title}</Link>}</p>
      {no > 0 && <p className="small muted">{author === '' ? t('bookmarks.post_no_nobody', { no }) : t('bookmarks.post_no', { no, name: author })}</p>}
      {excerpt !== '' && <p className="small" lang="ja">{excerpt}</p>}
      {note !== '' && <p lang="ja">{note}</p>}
      <div className="row row-between">
        <span>{remindAt !== null && <Badge {...(!isReminded && { tone: 'accent' as const })} icon={isReminded ? 'check' : 'clock'}>{isReminded ? t('bookmarks.reminded') : t('bookmarks.reminds_at', { time: formatDate(remindAt, 'dateTime', lng) })}</Badge>}</span>
        <Form method="post" className="row g-8" preventScrollReset>
          <input type="hidden" name="intent" value="remove" /><input type="hidden" name="id" value={id} /><CommandId />
          {topicId !== undefined && <Link className="btn btn-quiet btn-s" to={`/topics/${topicId}/bookmark/${no}`} aria-label={t('bookmarks.change_of', { title: name })}>{t('bookmarks.change')}</Link>}
          <SubmitButton variant="text" size="s" aria-label={t('bookmarks.remove_of', { title: name })}>{t('bookmarks.remove')}</SubmitButton>
        </Form>
      </div>
    </li>
  )
}
