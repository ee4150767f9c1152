import type { QuestionsAhead } from '~/domain/live/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'

/** Before an event: what has been asked already, and the way to ask or to want the same. */
export function AheadOfEvent({ eventId, ahead: { top, count, pending, canAsk } }: { eventId: string; ahead: QuestionsAhead }) {
  const t = useT()
  const nameOf = useAskerName()
  if (!canAsk && count === 0) return null
  return (
    <section aria-labelledby="s-ahead">
      <div className="sec-head"><h2 id="s-ahead" className="h-m">{t('live.ahead')}</h2>{count > 0 && <span className="small muted num">{t('live.questions_count', { count })}</span>}</div>
      {count === 0 ? <p className="muted">{t('live.ahead_none')}</p> : (
        <ul className="ahead-qs">
          {top.map((question) => (
            <li key={question.id}>
              <span className="ahead-n num"><span aria-hidden="true"><Icon name="up" />{question.votes}</span><span className="sr">{t('live.want', { count: question.votes })}</span></span>
              <div className="min0"><p lang="ja">{question.text}</p><p className="small muted" lang="ja">{nameOf(question.asker)}</p></div>
            </li>
          ))}
        </ul>
      )}
      <div className="row ahead-do">
        {canAsk && <ButtonLink variant="outline" size="s" icon="quote" to={`/events/${eventId}/live`}>{t(count > 0 ? 'live.ahead_go' : 'live.ahead_ask')}</ButtonLink>}
        {pending !== null && pending > 0 && <ButtonLink size="s" icon="screen" to={`/events/${eventId}/host`}>{t('live.ahead_check', { count: pending })}</ButtonLink>}
      </div>
    </section>
  )
}
