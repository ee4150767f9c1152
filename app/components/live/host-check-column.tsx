import { formatAgo } from '~/core/dates.ts'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { dismissReasons } from '~/domain/live/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { Count } from '../ui/count.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'
import { useNow } from './use-now.ts'

type Props = { eventId: string; state: RoomState; now: string; onAnswer: OnAnswer }

/** 確認待ち: shown or left out by the host, the oldest first. */
export function CheckColumn({ eventId, state, now, onAnswer }: Props) {
  const t = useT()
  const pending = state.questions.filter((q) => q.status === 'pending')
  const present = useNow(now)
  return (
    <section className="hcol" aria-labelledby="hc1">
      <div className="hcol-h">
        <h2 id="hc1">{t('live.to_check')}</h2>
        <Count n={pending.length} label={t('common.items', { count: pending.length })} />
        <CommandForm className="push" command="live:switch-moderation" intent="switch-moderation" input={{ eventId, isOn: !state.isModerated }} onAnswer={onAnswer}>
          <button type="submit" role="switch" aria-checked={state.isModerated} className="hswitch small"><span className="switch-knob" aria-hidden="true" />{t('live.moderated')}</button>
        </CommandForm>
      </div>
      <p className="small muted">{t(state.isModerated ? 'live.moderated_is_on' : 'live.moderated_is_off')}</p>
      {pending.length === 0 ? <p className="hq-none muted">{t('live.none_to_check')}</p> : (
        <ul className="hqs">{pending.map((question) => <Pending key={question.id} question={question} now={present} onAnswer={onAnswer} />)}</ul>
      )}
    </section>
  )
}

function Pending({ question, now, onAnswer }: { question: Question; now: Date; onAnswer: OnAnswer }) {
  const t = useT()
  const lng = useLng()
  const nameOf = useAskerName()
  return (
    <li className="hq" id={`q-${question.id}`}>
      <p className="q-t" lang="ja">{question.text}</p>
      <p className="small muted"><span lang="ja">{nameOf(question.asker)}</span>・{formatAgo(question.askedAt, now, lng)}</p>
      <div className="hq-a">
        <CommandForm command="live:approve" intent="approve" input={{ questionId: question.id }} onAnswer={onAnswer}>
          <Button type="submit" variant="outline" size="s">{t('live.show')}</Button>
        </CommandForm>
        <Dismiss question={question} onAnswer={onAnswer} />
      </div>
    </li>
  )
}

/** 見送る, never without a reason. */
export function Dismiss({ question, onAnswer }: { question: Pick<Question, 'id'>; onAnswer: OnAnswer }) {
  const t = useT()
  const id = `why-${question.id}`
  return (
    <details className="hq-why">
      <summary className="btn btn-quiet btn-s">{t('live.dismiss')}</summary>
      <CommandForm
        command="live:dismiss" intent="dismiss" className="stack g-8" onAnswer={onAnswer}
        input={{ questionId: question.id } as { questionId: string; reason: (typeof dismissReasons)[number] }}
        fields={(form) => ({ reason: String(new FormData(form).get('reason')) as (typeof dismissReasons)[number] })}
      >
        <label className="small" htmlFor={id}>{t('live.dismiss_reason')}</label>
        <select className="select" id={id} name="reason">
          {dismissReasons.map((reason) => <option key={reason} value={reason}>{t(`live.reason.${reason}`)}</option>)}
        </select>
        <Button type="submit" variant="outline" size="s">{t('live.dismiss_yes')}</Button>
      </CommandForm>
    </details>
  )
}
