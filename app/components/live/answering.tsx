import type { Question } from '~/domain/live/fold.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { formatDate } from '~/core/dates.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'

/** The question that is being answered now, large; without one, what will be here. */
export function Answering({ question, isOwn, hadOne }: { question: Question | undefined; isOwn: boolean; /** Whether something has been answered before. */ hadOne: boolean }) {
  const t = useT()
  const lng = useLng()
  const nameOf = useAskerName()
  if (!question) {
    return (
      <section className="answering is-empty" aria-labelledby="ans">
        <h2 id="ans" className="h-s">{t(hadOne ? 'live.between' : 'live.nothing_answering')}</h2>
        <p className="small muted">{t('live.nothing_answering_text')}</p>
      </section>
    )
  }
  const { asker } = question
  return (
    <section className="answering" aria-labelledby="ans">
      <p className="eyebrow live-t">
        <Icon name="mic" />
        <span>{t('live.answering')}</span>
        {question.answeringAt && <span className="push num small">{t('live.since', { time: formatDate(question.answeringAt, 'time', lng) })}</span>}
      </p>
      <h2 id="ans" className="ans-t" lang="ja">{question.text}</h2>
      <div className="row">
        <span className="who">
          {asker?.id ? <Avatar seed={asker.id} name={asker.name} size="s" /> : <Avatar variant="anon" size="s" />}
          <span className="small" lang="ja">{nameOf(asker)}</span>
        </span>
        {isOwn && <Badge tone="accent">{t('live.your_question')}</Badge>}
        <span className="small muted">{t('live.want', { count: question.votes })}</span>
      </div>
    </section>
  )
}
