import { formatDate } from '~/core/dates.ts'
import type { TopicPage } from '~/domain/boards/index.server.ts'
import type { TopicFacts as Facts } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Icon } from '../ui/icon.tsx'
import { listAddress } from './list-address.ts'
import { postAddress } from './topic-address.ts'
import { Form, Link } from '../ui/link.tsx'

/** A day of a fact as the text it is shown as. */
const dayOf = (due: string) => new Date(`${due}T00:00:00+09:00`)

/** How a topic stands, in badges and words beside its title. */
export function TopicBadges({ facts, isClosed }: { facts: Facts; isClosed: boolean }) {
  const t = useT()
  return (
    <>
      {facts.isPinned && <Badge tone="line" icon="pin">{t('boards.pinned')}</Badge>}
      {isClosed && <Badge tone="line" icon="lock">{t('boards.closed_badge')}</Badge>}
      {facts.answer === undefined && facts.asks && <Badge tone="caution">{t('boards.asks_badge')}</Badge>}
      {facts.tags?.map((tag) => <Link key={tag} className="tag" to={listAddress('/boards', { tag })} lang="ja">{tag}</Link>)}
      {facts.assigned && (
        <span className="small">
          <Icon name="user" /> {t('boards.assigned', { name: facts.assigned.name })}
          {facts.assigned.due !== undefined && `・${t('boards.due', { date: formatDate(dayOf(facts.assigned.due), 'day', t.lng) })}`}
        </span>
      )}
    </>
  )
}

/** What leads the reader on: to the answer, or to confirming what was read. */
export function TopicLeads({ topicId, facts, confirmed, canModerate }: { topicId: string; facts: Facts; confirmed: TopicPage['confirmed']; canModerate: boolean }) {
  const t = useT()
  return (
    <>
      {facts.answer !== undefined && <p className="to-answer"><Link to={postAddress(topicId, facts.answer)}><Icon name="check" />{t('boards.to_answer', { no: facts.answer })}</Link></p>}
      {facts.confirm && confirmed !== undefined && (
        <Banner icon="check">
          <p>{confirmed.isMine ? t('boards.confirmed_by_me') : t('boards.please_confirm')}</p>
          <div className="row">
            {!confirmed.isMine && (
              <Form method="post" action={`/topics/${topicId}`} preventScrollReset>
                <input type="hidden" name="intent" value="confirm" />
                <CommandId />
                <SubmitButton size="s" icon="check">{t('boards.confirm')}</SubmitButton>
              </Form>
            )}
            <span className="small muted">{t('boards.confirmed_count', { count: confirmed.count })}</span>
            {canModerate && <Link className="small" to={`/topics/${topicId}/confirmations`}>{t('boards.confirmations')}</Link>}
          </div>
        </Banner>
      )}
    </>
  )
}

/** Said above the composer: that one writes slowly here, or that the topic has rested. */
export function WritingNotes({ facts, slowUntil, isStale }: { facts: Facts; slowUntil: string | undefined; isStale: boolean }) {
  const t = useT()
  return (
    <>
      {facts.slow && (
        <Banner icon="clock">
          <p>{t('boards.slow_note', { every: everyText(t, facts.slow.seconds), until: formatDate(facts.slow.until, 'dayTime', t.lng) })}</p>
          {slowUntil !== undefined && <p>{t('boards.slow_until', { time: formatDate(slowUntil, 'time', t.lng) })}</p>}
        </Banner>
      )}
      {isStale && <Banner><p>{t('boards.stale')}</p></Banner>}
    </>
  )
}

/** 「5分に1回」 */
export const everyText = (t: ReturnType<typeof useT>, seconds: number): string => (seconds < 60 ? t('boards.seconds', { count: seconds }) : t('boards.minutes', { count: Math.round(seconds / 60) }))
