import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { postAddress } from './topic-address.ts'
import { Link } from '../ui/link.tsx'

/** Before, after and the end, for topics longer than a page. */
export function PostPages({ topicId, from, end, lastNo }: { topicId: string; from: number; end: number; lastNo: number }) {
  const t = useT()
  if (from <= 1 && end >= lastNo) return null
  return (
    <nav className="pages" aria-label={t('boards.pages')}>
      {from > 1 && <Link className="btn btn-quiet btn-s" rel="prev" to={`/topics/${topicId}?from=${Math.max(1, from - 20)}`}><Icon name="left" />{t('boards.previous_posts')}</Link>}
      {end < lastNo && <Link className="btn btn-quiet btn-s" rel="next" to={`/topics/${topicId}?from=${end + 1}`}>{t('boards.next_posts')}<Icon name="right" /></Link>}
      {lastNo - end > 20 && <Link className="btn btn-text btn-s" to={postAddress(topicId, lastNo)}>{t('boards.newest')}</Link>}
    </nav>
  )
}
