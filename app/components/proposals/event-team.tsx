import type { MemberCard } from '~/domain/accounts/card.ts'
import type { EventTeam } from '~/domain/proposals/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Who } from '../ui/who.tsx'

/** Who speaks and who runs it, where more take part than one. */
export function EventTeamList({ team: { speakers, cohosts }, host }: { team: EventTeam; host: MemberCard | null }) {
  const t = useT()
  const runs = [...(speakers.length > 0 && host !== null ? [host] : []), ...cohosts]
  return (
    <>
      {speakers.length > 0 && (
        <section aria-labelledby="s-speakers">
          <h2 id="s-speakers" className="h-m">{t('proposals.speakers')}</h2>
          <ul className="stack g-16">
            {speakers.map((s) => (
              <li key={s.key} className="speaker">
                {s.member === null ? <Avatar seed={s.key} name={s.name} /> : <Avatar seed={s.member.id} name={s.name} />}
                <div className="min0" lang="ja"><p className="strong">{t('common.san', { name: s.name })}</p>{s.line !== '' && <p className="small muted">{s.line}</p>}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {runs.length > 0 && (
        <section aria-labelledby="s-cohosts">
          <h2 id="s-cohosts" className="h-m">{t(speakers.length > 0 ? 'proposals.hosts' : 'proposals.cohosts')}</h2>
          <ul className="stack g-12">{runs.map((m) => <li key={m.id}><Who seed={m.id} name={m.name} shown={t('common.san', { name: m.name })} meta={m.line} /></li>)}</ul>
        </section>
      )}
    </>
  )
}

/** What those who run it can do with it. */
export function HostTools({ eventId, team: { tools } }: { eventId: string; team: EventTeam }) {
  const t = useT()
  if (tools === null) return null
  if (tools.rehearsalOf !== null) return <p className="sem-host"><ButtonLink variant="quiet" block to={`/events/${tools.rehearsalOf}/rehearsal`}>{t('rehearsal.to_end')}</ButtonLink></p>
  return (
    <nav className="sem-host sem-links" aria-label={t('proposals.tools')}>
      {tools.proposal && <ButtonLink variant="quiet" block to={`/events/${eventId}/proposal`}>{t('proposals.page_short')}</ButtonLink>}
      {tools.edit && <ButtonLink variant="quiet" block icon="edit" to={`/events/${eventId}/edit`}>{t('proposals.edit')}</ButtonLink>}
      <ButtonLink variant="quiet" block icon="people" to={`/events/${eventId}/roster`}>{t('roster.title')}</ButtonLink>
      <ButtonLink variant="quiet" block to={`/events/${eventId}/registration-settings`}>{t('roster.settings')}</ButtonLink>
      {tools.edit && <ButtonLink variant="quiet" block icon="doc" to={`/events/${eventId}/materials`}>{t('materials.title')}</ButtonLink>}
      <ButtonLink variant="quiet" block icon="reply" to={`/events/${eventId}/after`}>{t('archive.after')}</ButtonLink>
      {tools.rehearse && <ButtonLink variant="quiet" block icon="play" to={`/events/${eventId}/rehearsal`}>{t('rehearsal.title')}</ButtonLink>}
      {tools.cancel && <ButtonLink variant="text" block to={`/events/${eventId}/cancel`}>{t('proposals.cancel')}</ButtonLink>}
    </nav>
  )
}

/** Where one meets online, for those who come. */
export function JoinLink({ url }: { url: string | null }) {
  const t = useT()
  if (url === null) return null
  return (
    <section aria-labelledby="s-join">
      <h2 id="s-join" className="h-m">{t('proposals.join')}</h2>
      <p className="wrap-any"><a href={url} rel="noopener noreferrer nofollow">{url}</a></p>
      <p className="small muted">{t('proposals.join_private')}</p>
    </section>
  )
}
