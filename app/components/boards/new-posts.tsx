import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'

/** 「新しい投稿が2件あります」: for a reader who is not at the end. Announced elsewhere, in batches; this only leads there. */
export function NewPosts({ count, to }: { count: number; to: string }) {
  const t = useT()
  if (count === 0) return null
  return <div className="newposts"><a className="pill-new" href={to}><Icon name="down" />{t('boards.new_posts', { count })}</a></div>
}
