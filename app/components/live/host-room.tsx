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
import { LaterColumn } from './host-later-column.tsx'

type Props = { event: { id: string; title: string; startsAt: string; endsAt: string; host: MemberCard | null }; now: string; room: RoomView<RoomState> }
export type OnAnswer = (answer: Ack<unknown>) => void

/** The host's room: what waits to be checked, what is being answered and comes next, and what is done. */
export function HostRoom({ event, now, room }: Props) {
  const t = useT()
  const { state } = useRoom('event-staff', event.id, room, foldRoom)
  const refused = refusalOf(useActionData())
  const [refusal, setRefusal] = useState<string>()
  const onAnswer: OnAnswer = (answer) => setRefusal(answer.ok ? undefined : (answer.textKey ?? Object.values(answer.fields ?? {})[0] ?? `errors.${answer.code}`))
  const problem = refusal ?? Object.values(refused?.errors ?? {})[0]
  return (
    <>
      <HostHead event={event} state={state} now={now} onAnswer={onAnswer} />
      <main id="main" tabIndex={-1}>
        <ConnectionBanner />
        {problem !== undefined && <div className="host-note"><Banner tone="danger" role="alert"><p>{t.dynamic(problem)}</p></Banner></div>}
        <div className="host-main">
          <CheckColumn eventId={event.id} state={state} now={now} onAnswer={onAnswer} />
          <AnswerColumn state={state} now={now} tally={tallyOf(state.questions)} onAnswer={onAnswer} />
          <LaterColumn state={state} onAnswer={onAnswer} />
        </div>
      </main>
    </>
  )
}
