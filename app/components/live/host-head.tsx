import { Link } from '@remix-run/react'
import type { MemberCard } from '~/domain/accounts/card.ts'
import type { RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import { usePeople } from '~/realtime/usePeople.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'
import { IfInHand } from './in-hand.tsx'
import { useNow } from './use-now.ts'

const MINUTE = 60_000
const minutesBetween = (from: string, to: Date): number => Math.max(0, Math.floor((to.getTime() - new Date(from).getTime()) / MINUTE))

type Props = { event: { id: string; title: string; startsAt: string; endsAt: string; host: MemberCard | null }; state: RoomState; now: string; onAnswer: OnAnswer }

/** Title, how it stands, and what concerns the whole room. */
export function HostHead({ event, state, now, onAnswer }: Props) {
  const t = useT()
  const present = useNow(now)
  const people = usePeople('event-staff', event.id)
  const all = minutesBetween(event.startsAt, new Date(event.endsAt))
  return (
    <header className="host-head">
      <Link className="brand" to={`/events/${event.id}`} aria-label={t('live.to_event')}><Mark className="mark" /></Link>
      <div className="min0">
        <h1 lang="ja">{event.title}</h1>
        {event.host && <p className="small muted" lang="ja">{t('live.run_by', { name: event.host.name })}</p>}
      </div>
      <div className="host-stats">
        <Badge tone={state.status === 'open' ? 'live' : 'line'}>{t(`live.status.${state.status}`)}</Badge>
        {state.status === 'open' && state.openedAt && <span className="num"><span className="sr">{t('live.elapsed')} </span>{t('live.minutes_of', { minutes: minutesBetween(state.openedAt, present), all })}</span>}
        {people && <span className="num"><Icon name="people" /> <b>{t('live.people_short', { count: people.now })}</b> <span className="small muted">{t('live.peak', { count: people.peak })}・{t('live.came', { count: people.all })}</span></span>}
      </div>
      <div className="row host-acts">
        <Link className="btn btn-quiet btn-s" to={`/events/${event.id}/stage`} target="_blank"><Icon name="screen" />{t('live.to_stage')}</Link>
        <Link className="btn btn-quiet btn-s" to={`/events/${event.id}/live`}>{t('live.to_room')}</Link>
        {state.status === 'open' ? (
          <>
            <CommandForm command="live:switch-asking" intent="switch-asking" input={{ eventId: event.id, isOn: !state.isAskingOpen }} onAnswer={onAnswer}>
              <Button type="submit" size="s" icon={state.isAskingOpen ? 'pause' : 'play'}>{t(state.isAskingOpen ? 'live.pause_asking' : 'live.resume_asking')}</Button>
            </CommandForm>
            <IfInHand>
              <details className="host-more">
                <summary className="btn btn-danger btn-s">{t('live.close_room')}</summary>
                <div className="host-pop card stack g-8">
                  <p className="strong">{t('live.close_title')}</p>
                  <p className="small">{t('live.close_text')}</p>
                  <CommandForm command="live:close" intent="close" input={{ eventId: event.id }} onAnswer={onAnswer}>
                    <Button type="submit" variant="danger" size="s">{t('live.close_yes')}</Button>
                  </CommandForm>
                </div>
              </details>
            </IfInHand>
          </>
        ) : (
          <IfInHand>
            <CommandForm command="live:open" intent="open" input={{ eventId: event.id }} onAnswer={onAnswer}>
              <Button type="submit" variant="live" size="s" icon="play">{t(state.status === 'waiting' ? 'live.open_room' : 'live.reopen_room')}</Button>
            </CommandForm>
          </IfInHand>
        )}
      </div>
    </header>
  )
}
