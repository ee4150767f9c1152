import type { RoomView } from '~/core/rooms.ts'
import { foldRoom, type RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import { usePeople } from '~/realtime/usePeople.ts'
import { useRoom } from '~/realtime/useRoom.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { signs, useApplause } from './applause.tsx'
import { useAskerName } from './asker-name.tsx'
import { pollInFull } from '~/domain/polls/policy.ts'
import { StagePoll, StagePollInFull } from './poll-stage.tsx'
import { bySupport } from './use-stable-order.ts'

type Props = {
  event: { id: string; title: string }
  room: RoomView<RoomState>
  join: { address: string; code: string | null; qr: { size: number; path: string } }
}

/** So many of the next ones are shown while nothing is being answered. */
const NEXT = 3

/** The projector: large, read from the last row, nothing to press, and only what everybody may know. */
export function Stage({ event, room, join }: Props) {
  const t = useT()
  const { state } = useRoom('event', event.id, room, foldRoom)
  const people = usePeople('event', event.id)
  const applause = useApplause('event', event.id)
  const answering = state.questions.find((q) => q.status === 'answering')
  const next = state.questions.filter((q) => q.status === 'approved').sort(bySupport).slice(0, NEXT)
  const isJoining = state.stageView === 'join'
  const poll = state.stageView === 'poll' ? pollInFull(state.polls, state.stagePollId) : undefined
  return (
    <>
      <header className="stage-head" data-theme="dark">
        <span className="brand"><Mark className="mark" /></span>
        <p className="stage-title" lang="ja">{event.title}</p>
        <p className="stage-n">
          <Badge tone={state.status === 'open' ? 'live' : 'line'}>{t(`live.status.${state.status}`)}</Badge>
          {people && <span className="num">{t('live.people_short', { count: people.now })}</span>}
          {Object.entries(applause).map(([reaction, n]) => <span key={reaction} className="num" aria-hidden="true"><Icon name={signs[reaction as keyof typeof signs]} /> {n}</span>)}
        </p>
      </header>
      <main id="main" tabIndex={-1} data-theme="dark" className={isJoining ? 'stage-main is-join' : 'stage-main'}>
        {poll && <StagePollInFull key={poll.id} poll={poll} first={state.polls.find((p) => p.id === poll.firstId)} />}
        {!isJoining && !poll && (answering ? (
          <section className="stage-q" aria-labelledby="sq">
            <p className="stage-lab"><span className="pulse" aria-hidden="true" />{t('live.answering')}</p>
            <h1 id="sq" lang="ja" data-long={longness(answering.text)}>{answering.text}</h1>
            <p className="stage-by"><By asker={answering.asker} /><Icon name="up" /> {t('live.want', { count: answering.votes })}</p>
          </section>
        ) : (
          <section className="stage-q" aria-labelledby="sq">
            <h1 id="sq" className="stage-next-h">{t(state.status === 'open' ? (next.length > 0 ? 'live.stage_next' : 'live.stage_waiting') : state.status === 'waiting' ? 'live.waiting_title' : 'live.closed_title')}</h1>
            {state.status === 'open' && next.length > 0 && (
              <ol className="stage-next">{next.map((q) => <li key={q.id}><b className="num">{q.votes}</b><span lang="ja">{q.text}</span></li>)}</ol>
            )}
          </section>
        ))}
        {isJoining && <h1 className="stage-next-h">{t('live.stage_join')}</h1>}
        {state.status !== 'closed' && <Join join={join} />}
      </main>
      {!isJoining && !poll && <StagePoll polls={state.polls} chosenId={state.stagePollId} />}
    </>
  )
}

/** How small a question must be written for the whole of it to be read from the last row. */
const longness = (text: string): number => [44, 80, 150].filter((most) => [...text].length > most).length

function By({ asker }: { asker: Parameters<ReturnType<typeof useAskerName>>[0] }) {
  const nameOf = useAskerName()
  return <span lang="ja">{nameOf(asker)}</span>
}

function Join({ join: { address, code, qr } }: Pick<Props, 'join'>) {
  const t = useT()
  return (
    <aside className="stage-join" aria-label={t('live.join_how')}>
      <svg className="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t('live.qr')} shapeRendering="crispEdges">
        <rect width={qr.size} height={qr.size} rx="1.5" fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p className="small-l">{t('live.stage_here')}</p>
      <p className="join-url">{address}</p>
      {code !== null && <p className="join-code num" aria-label={t('live.join_code_is', { code: [...code].join(' ') })}>{code.slice(0, 3)} {code.slice(3)}</p>}
    </aside>
  )
}
