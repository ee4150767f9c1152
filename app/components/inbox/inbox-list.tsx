import { useFetcher } from '@remix-run/react'
import { randomId } from '~/core/ids.ts'
import type { NotificationView } from '~/domain/notifications/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { Link } from '../ui/link.tsx'

const icons: Partial<Record<NotificationView['kind'], IconName>> = {
  topic_started: 'board', bookmark_due: 'mark', topic_replied: 'reply', topic_replied_many: 'reply', quoted: 'quote', quoted_many: 'quote', mentioned: 'at', mentioned_many: 'at', posts_moved: 'arrow', question_answered: 'check', question_dismissed: 'info', question_moved: 'board', questions_ahead: 'mic', seat_given: 'cal', seat_offered: 'cal', event_changed: 'cal', event_cancelled: 'cal',
  mentor_asked: 'user', mentor_accepted: 'user', mentor_declined: 'user', topic_assigned: 'user', report_decided: 'flag', welcome: 'smile',
  voice_received: 'voice', voice_considering: 'voice', voice_answered: 'voice', voice_adopted: 'voice', voice_partly: 'voice', voice_noted: 'voice', voice_declined: 'voice', voice_done: 'voice',
}

/** Notifications as lines, the unread ones marked. One that is opened is read; without JavaScript there is the button for all of them. */
export function InboxList({ items }: { items: NotificationView[] }) {
  const t = useT()
  const reading = useFetcher()
  const read = (id: string) => reading.submit({ intent: 'read', id, commandId: randomId() }, { method: 'post', action: '/notifications' })
  return (
    <ul className="feed">
      {items.map((n) => (
        <li key={n.id} className={n.isRead ? undefined : 'is-new'}>
          <span className="feed-ic"><Icon name={icons[n.kind] ?? 'bell'} /></span>
          <div>
            <p><Link to={n.href} onClick={() => { if (!n.isRead) read(n.id) }}>{n.isRead ? t.dynamic(`inbox.kinds.${n.kind}`, n.params) : <strong>{t.dynamic(`inbox.kinds.${n.kind}`, n.params)}</strong>}</Link>{!n.isRead && <span className="sr">{t('inbox.unread')}</span>}</p>
            <p className="small muted"><TimeText at={n.createdAt} style="dayTime" /></p>
          </div>
        </li>
      ))}
    </ul>
  )
}
