import { Form } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { Badge } from '~/components/ui/badge.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Who } from '~/components/ui/who.tsx'
import { formatDate } from '~/core/dates.ts'
import type { Roster, RosterEntry } from '~/domain/events/index.server.ts'
import type { RosterGroup } from '~/domain/events/views.ts'
import { useLng, useT } from '~/i18n/index.tsx'

type Props = { entry: RosterEntry; event: Roster['event']; group: RosterGroup; can: Roster['can']; isRemoving: boolean; answer: unknown }

const tones = { going: 'success', attended: 'success', offered: 'caution', pending: 'caution', waitlisted: 'caution', absent: 'line', cancelled: 'line' } as const

/** One registration: who, how it stands, what they need and answered, and what a host can do. */
export function RosterRow(props: Props) {
  const t = useT()
  const lng = useLng()
  const { entry, event } = props
  const meta = [formatDate(entry.at, 'dayTime', lng), ...(event.mode === 'hybrid' ? [t(`events.seat_kind.${entry.seat}`)] : []), ...(entry.until === null ? [] : [t('roster.until', { at: formatDate(entry.until, 'dayTime', lng) })])]
  return (
    <li className="stack g-8">
      <div className="row row-between">
        <Who size="s" seed={entry.member.id} name={entry.member.name} shown={<span lang="ja">{t('common.san', { name: entry.member.name })}</span>} meta={meta.join('・')} />
        <Badge tone={tones[entry.status]}>{t(`roster.states.${entry.status}`)}</Badge>
      </div>
      {entry.support !== '' && <p><span className="small muted">{t('roster.support')}</span><br /><span className="pre-line">{entry.support}</span></p>}
      {entry.answers.length > 0 && <dl className="ro-answers">{entry.answers.map((a) => <div key={a.question}><dt className="small muted" lang="ja">{a.question}</dt><dd className="pre-line">{a.answer}</dd></div>)}</dl>}
      <Actions {...props} />
    </li>
  )
}

function Actions({ entry, group, can, isRemoving, answer }: Props) {
  const t = useT()
  const { id, name } = entry.member
  const isHeld = entry.status === 'going' || entry.status === 'waitlisted' || entry.status === 'offered'
  if (isRemoving && can.change && isHeld) {
    return (
      <div className="stack g-8">
        <p>{t('roster.remove_sure', { name })}</p>
        <div className="row">
          <Press what="remove" id={id} variant="danger" answer={answer}>{t('roster.remove_yes')}</Press>
          <ButtonLink variant="text" size="s" to={`?group=${group}`} preventScrollReset>{t('common.cancel')}</ButtonLink>
        </div>
      </div>
    )
  }
  return (
    <div className="row">
      {entry.status === 'pending' && can.change && <><Press what="answer" id={id} more={{ isApproved: 'yes' }} variant="outline" answer={answer} about={name}>{t('roster.approve')}</Press><Press what="answer" id={id} more={{ isApproved: 'no' }} variant="text" answer={answer} about={name}>{t('roster.decline')}</Press></>}
      {can.mark && entry.status === 'going' && <><Press what="mark" id={id} more={{ came: 'attended' }} variant="outline" answer={answer} about={name}>{t('roster.mark_attended')}</Press><Press what="mark" id={id} more={{ came: 'absent' }} variant="text" answer={answer} about={name}>{t('roster.mark_absent')}</Press></>}
      {can.mark && (entry.status === 'attended' || entry.status === 'absent') && <Press what="mark" id={id} more={{ came: 'going' }} variant="text" answer={answer} about={name}>{t('roster.mark_back')}</Press>}
      {can.change && isHeld && <ButtonLink variant="text" size="s" to={`?group=${group}&remove=${id}`} preventScrollReset aria-label={`${t('roster.remove')}：${name}`}>{t('roster.remove')}</ButtonLink>}
    </div>
  )
}

type PressProps = { what: 'answer' | 'mark' | 'remove'; id: string; more?: Record<string, string>; variant: 'outline' | 'text' | 'danger'; about?: string; answer: unknown; children: string }

function Press({ what, id, more = {}, variant, about, answer, children }: PressProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={what} />
      <input type="hidden" name="memberId" value={id} />
      {Object.entries(more).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <CommandId renewOn={answer} />
      <SubmitButton variant={variant} size="s" aria-label={about === undefined ? undefined : `${children}：${about}`}>{children}</SubmitButton>
    </Form>
  )
}
