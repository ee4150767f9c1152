import type { EventPage } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import type { SurveyLink } from '~/domain/events/views.ts'
import { ButtonLink } from '../ui/button.tsx'
import { SurveyCard } from './survey-card.tsx'

/** What a seminar leaves behind, and, for who may have been there, where they say so. `topicId`: the topic that keeps it. */
export function AfterEvent({ event: { card, mine, can: { host: canHost } }, topicId, survey, asked }: { event: EventPage; topicId: string | null; survey: SurveyLink[]; /** Who spoke and can be asked for more. */ asked: { handle: string; name: string }[] }) {
  const t = useT()
  const isOver = card.standing === 'over'
  const mayConfirm = mine?.status === 'going' && card.hasRoom && (card.standing === 'on' || isOver)
  const hasCertificate = mine?.status === 'attended'
  if (topicId === null && !mayConfirm && !hasCertificate) return <SurveyCard links={survey} />
  return (
    <>
      <SurveyCard links={survey} />
      <section aria-labelledby="s-record">
        <h2 id="s-record" className="h-m">{t(topicId === null ? 'archive.attendance' : 'archive.record')}</h2>
        {topicId !== null && <p className="muted">{t('archive.record_text')}</p>}
        <p className="sem-links">
          {topicId !== null && <ButtonLink to={`/topics/${topicId}`} variant="quiet" icon="board">{t('archive.open_record')}</ButtonLink>}
          {asked.map(({ handle, name }) => <ButtonLink key={handle} to={`/mentors/${handle}`} variant="quiet" icon="reply">{t('archive.ask_speaker', { name })}</ButtonLink>)}
          {topicId !== null && canHost && <ButtonLink to={`/events/${card.id}/summary`} variant="quiet" icon="edit">{t('archive.write_summary')}</ButtonLink>}
          {mayConfirm && <ButtonLink to={`/events/${card.id}/attendance`} variant="quiet" icon="check">{t('archive.attendance')}</ButtonLink>}
          {hasCertificate && <ButtonLink to={`/events/${card.id}/certificate`} variant="quiet" icon="doc">{t('archive.certificate_open')}</ButtonLink>}
        </p>
      </section>
    </>
  )
}
