import { useActionData } from '@remix-run/react'
import { useState } from 'react'
import type { Ack } from '~/contract/live.ts'
import type { RoomView } from '~/core/rooms.ts'
import type { MemberCard } from '~/domain/accounts/card.ts'
import { foldRoom, type RoomState, tallyOf } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import { ConnectionBanner } from '~/realtime/connection-banner.tsx'
import { useRoom } from '~/realtime/useRoom.ts'
import { refusalOf } from '../form/refusal.ts'
import { Banner } from '../ui/banner.tsx'
import { AnswerColumn } from './host-answer-column.tsx'
import { CheckColumn } from './host-check-column.tsx'
import { HostHead } from './host-head.tsx'
import { HostJump } from './host-jump.tsx'
import { LaterColumn } from './host-later-column.tsx'
import { HandOver, LabelCard, StageMessages, UnreadMessages } from './host-room-cards.tsx'
import { SettingsCard, StageCard } from './host-settings.tsx'
import { useTools } from './host-tools.tsx'
import { InHandProvider, RunByAnother } from './in-hand.tsx'
import { HostPolls } from './poll-host.tsx'
import { useFilter } from './use-filter.ts'
import { hostKeys, useHostKeys } from './use-host-keys.ts'
import { usePulse } from './use-pulse.ts'

type Props = { event: { id: string; title: string; startsAt: string; endsAt: string; host: MemberCard | null }; now: string; room: RoomView<RoomState>; hosts: { id: string; name: string }[]; join: { address: string; code: string | null } }
export type OnAnswer = (answer: Ack<unknown>) => void

/** The host's room: what waits to be checked, what is being answered and comes next, and what is done. */
export function HostRoom({ event, now, room, hosts, join }: Props) {
  const t = useT()
  const { state } = useRoom('event-staff', event.id, room, foldRoom)
  const tools = useTools()
  const filter = useFilter()
  usePulse()
  useHostKeys()
  const refused = refusalOf(useActionData())
  const [refusal, setRefusal] = useState<string>()
  const onAnswer: OnAnswer = (answer) => setRefusal(answer.ok ? undefined : (answer.textKey ?? Object.values(answer.fields ?? {})[0] ?? `errors.${answer.code}`))
  const problem = refusal ?? (refused?.errors['text'] ?? refused?.errors['name'] ?? refused?.errors['note'] ? undefined : Object.values(refused?.errors ?? {})[0])
  return (
    <InHandProvider lead={state.lead}>
      <HostHead event={event} state={state} now={now} onAnswer={onAnswer} />
      <main id="main" tabIndex={-1}>
        <ConnectionBanner />
        {problem !== undefined && <div className="host-note"><Banner tone="danger" role="alert"><p>{t.dynamic(problem)}</p></Banner></div>}
        <RunByAnother eventId={event.id} lead={state.lead} onAnswer={onAnswer} />
        <UnreadMessages state={state} onAnswer={onAnswer} />
        <HostJump state={state} />
        <div className="host-main">
          <CheckColumn eventId={event.id} state={state} now={now} filter={filter} tools={tools} onAnswer={onAnswer} />
          <AnswerColumn state={state} now={now} tally={tallyOf(state.questions)} filter={filter} tools={tools} onAnswer={onAnswer} />
          <LaterColumn state={state} filter={filter} tools={tools} onAnswer={onAnswer}>
            <HostPolls eventId={event.id} state={state} onAnswer={onAnswer} />
            <StageMessages eventId={event.id} state={state} />
            <StageCard eventId={event.id} state={state} join={join} onAnswer={onAnswer} />
            <HandOver eventId={event.id} state={state} hosts={hosts} onAnswer={onAnswer} />
            <SettingsCard eventId={event.id} state={state} onAnswer={onAnswer} />
            <LabelCard eventId={event.id} state={state} onAnswer={onAnswer} />
            <details className="card hp">
              <summary className="h-s">{t('live.keys')}</summary>
              <dl className="keys small">
                <div><dt><kbd className="kbd">j</kbd> <kbd className="kbd">k</kbd></dt><dd>{t('live.key.jk')}</dd></div>
                <div><dt><kbd className="kbd">/</kbd></dt><dd>{t('live.find')}</dd></div>
                {hostKeys.map((key) => <div key={key}><dt><kbd className="kbd">{key}</kbd></dt><dd>{t(`live.key.${key}`)}</dd></div>)}
              </dl>
            </details>
          </LaterColumn>
        </div>
      </main>
    </InHandProvider>
  )
}
