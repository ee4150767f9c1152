import { Link, useActionData } from '@remix-run/react'
import { useState } from 'react'
import type { RoomState } from '~/domain/live/fold.ts'
import { stageViews } from '~/domain/live/policy.ts'
import { pollInFull } from '~/domain/polls/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'
import { ExportForm } from './export-form.tsx'
import type { OnAnswer } from './host-room.tsx'
import { IfInHand, useInHand } from './in-hand.tsx'

type Props = { eventId: string; state: RoomState; onAnswer: OnAnswer }

/** 投影画面: what it shows, and the way to it. */
export function StageCard({ eventId, state, join, onAnswer }: Props & { join: { address: string; code: string | null } }) {
  const t = useT()
  const answering = state.questions.find((q) => q.status === 'answering')
  const poll = state.stageView === 'poll' ? pollInFull(state.polls, state.stagePollId) : undefined
  const views = stageViews.filter((view) => view !== 'poll' || state.polls.some((p) => p.openedAt !== null))
  return (
    <div className="card hp">
      <h2 className="h-s">{t('live.to_stage')}</h2>
      <Link className="mini-stage" to={`/events/${eventId}/stage`} target="_blank">
        <span className="small">{t(poll ? 'polls.form' : state.stageView === 'join' ? 'live.stage_join' : answering ? 'live.answering' : 'live.stage_next')}</span>
        {poll ? <b lang="ja">{poll.question}</b> : state.stageView !== 'join' && answering && <b lang="ja">{answering.text}</b>}
      </Link>
      <IfInHand>
        <div className="seg" role="group" aria-label={t('live.stage_what')}>
          {views.map((view) => (
            <CommandForm key={view} command="live:show-on-stage" intent="show-on-stage" input={{ eventId, view }} onAnswer={onAnswer}>
              <button type="submit" aria-pressed={state.stageView === view}>{t(`live.stage_view.${view}`)}</button>
            </CommandForm>
          ))}
        </div>
      </IfInHand>
      {join.code !== null && <p className="small">{t('live.join_at', { address: join.address })} <b className="num host-code">{join.code.slice(0, 3)} {join.code.slice(3)}</b></p>}
    </div>
  )
}

/** How one may ask, where picture and sound come from, and everything as a file. */
export function SettingsCard({ eventId, state, onAnswer }: Props) {
  const t = useT()
  const refused = refusalOf(useActionData())
  const own = refused?.values['intent'] === 'stream' ? refused : undefined
  const [error, setError] = useState<string>()
  const problem = error ?? own?.errors['url']
  const isMine = useInHand()
  return (
    <details className="card hp" open={own !== undefined}>
      <summary className="h-s">{t('live.settings')}</summary>
      {isMine && (['pseudonym', 'anonymous'] as const).map((mode) => {
        const isOn = mode === 'pseudonym' ? state.allowsPseudonym : state.allowsAnonymous
        return (
          <CommandForm key={mode} command="live:allow" intent="allow" input={{ eventId, mode, isOn: !isOn }} onAnswer={onAnswer}>
            <button type="submit" role="switch" aria-checked={isOn} className="hswitch small"><span className="switch-knob" aria-hidden="true" />{t(`live.allow.${mode}`)}</button>
          </CommandForm>
        )
      })}
      {state.lacksCustodians && <p className="small muted" role="status">{t('live.anonymous_stopped')}</p>}
      {isMine && <CommandForm
        command="live:stream" intent="stream" className="stack g-8" input={{ eventId } as { eventId: string; url: string }} fields={(form) => ({ url: String(new FormData(form).get('url')) })}
        onAnswer={(answer) => setError(answer.ok ? undefined : (answer.fields?.['url'] ?? answer.textKey ?? `errors.${answer.code}`))}
      >
        <label className="small" htmlFor="stream-url">{t('live.stream_url')}</label>
        <input type="url" className="input" id="stream-url" name="url" autoComplete="off" defaultValue={typedIn(own, 'url', state.stream?.href)} {...(problem === undefined ? { 'aria-describedby': 'stream-h' } : { 'aria-invalid': true, 'aria-describedby': 'stream-e' })} />
        {problem === undefined ? <p className="small muted" id="stream-h">{t('live.stream_hint')}</p> : <p className="err" id="stream-e" role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        <div className="row"><Button type="submit" variant="outline" size="s">{t('live.stream_set')}</Button></div>
      </CommandForm>}
      <ExportForm eventId={eventId} />
    </details>
  )
}
