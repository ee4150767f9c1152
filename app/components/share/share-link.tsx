import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'

/** From a topic to what one can take along of it. */
export function ShareLink({ topicId }: { topicId: string }) {
  const t = useT()
  return <Link className="small share-link" to={`/topics/${topicId}/share`}><Icon name="share" />{t('share.open')}</Link>
}
