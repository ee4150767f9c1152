import { useActionData } from '@remix-run/react'
import { useState } from 'react'
import { formatDate } from '~/core/dates.ts'
import type { RoomState } from '~/domain/live/fold.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { useViewer } from '../layout/root-data.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'
import { CommandText } from './command-text.tsx'
import type { OnAnswer } from './host-room.tsx'
import { useInHand } from './in-hand.tsx'

type Props = { eventId: string; state: RoomState; onAnswer: OnAnswer }

/** 話し手への連絡: what hosts tell one another; whoever reads it says so. */
export function StageMessages({ eventId, state }: Omit<Props, 'onAnswer'>) {
  const t = useT()
  const lng = useLng()
  const viewer = useViewer()
  const ownId = viewer.kind === 'guest' ? '' : viewer.id
  return (
    <div className="card hp">
      <h2 className="h-s">{t('live.messages')}</h2>
      {state.stage.length > 0 && (
        <ol className="says" aria-label={t('live.messages')}>
          {state.stage.toReversed().map((message) => (
            <li key={message.id} className={message.read === null && message.from.id !== ownId ? 'say is-new' : 'say'}>
              <p className="small" lang="ja">{message.text}</p>
              <div className="row row-between">
                <span className="small muted">
                  <span lang="ja">{message.from.id === ownId ? t('live.from_you') : t('live.asker', { name: message.from.name })}</span>・{formatDate(message.at, 'time', lng)}
                  {message.read && <>・<Icon name="check" /> <span lang="ja">{t('live.read_by', { name: message.read.by, time: formatDate(message.read.at, 'time', lng) })}</span></>}
                </span>
              </div>
            </li>
          ))}
        </ol>
      )}
      <CommandText command="live:say" intent="say" input={{ eventId }} label={t('live.say')} button={t('live.say_yes')} icon="send" isOneLine isEmptied />
    </div>
  )
}

/** What another host has told and nobody has read yet: above everything, wherever the console is scrolled to. */
export function UnreadMessages({ state, onAnswer }: Omit<Props, 'eventId'>) {
  const t = useT()
  const lng = useLng()
  const viewer = useViewer()
  const ownId = viewer.kind === 'guest' ? '' : viewer.id
  const unread = state.stage.filter((message) => message.read === null && message.from.id !== ownId)
  return (
    <div className="host-unread" role="log" aria-label={t('live.messages_unread')}>
      {unread.map((message) => (
        <div key={message.id} className="host-say">
          <p className="min0"><b lang="ja">{message.text}</b> <span className="small muted"><span lang="ja">{t('live.asker', { name: message.from.name })}</span>・{formatDate(message.at, 'time', lng)}</span></p>
          <CommandForm command="live:read-message" intent="read-message" input={{ messageId: message.id }} onAnswer={onAnswer}>
            <Button type="submit" variant="outline" size="s" icon="check">{t('live.read_it')}</Button>
          </CommandForm>
        </div>
      ))}
    </div>
  )
}

/** The room's labels: made, and taken away. */
export function LabelCard({ eventId, state, onAnswer }: Props) {
  const t = useT()
  const refused = refusalOf(useActionData())
  const own = refused?.values['intent'] === 'make-label' ? refused : undefined
  const [error, setError] = useState<string>()
  const problem = error ?? own?.errors['name']
  if (!useInHand()) return null
  return (
    <details className="card hp" open={own !== undefined}>
      <summary className="h-s">{t('live.labels')} <span className="small muted num">{t('common.items', { count: state.labels.length })}</span></summary>
      {state.labels.length > 0 && (
        <ul className="laters">
          {state.labels.map((label) => (
            <li key={label.id} className="row row-between">
              <span className="small"><span lang="ja">{label.name}</span>{!label.isPublic && <span className="muted">・{t('live.label_hosts')}</span>}</span>
              <CommandForm command="live:drop-label" intent="drop-label" input={{ eventId, labelId: label.id }} onAnswer={onAnswer}>
                <Button type="submit" variant="text" size="s" icon="x" aria-label={t('live.label_drop', { name: label.name })}>{t('live.label_drop_short')}</Button>
              </CommandForm>
            </li>
          ))}
        </ul>
      )}
      <CommandForm
        command="live:make-label" intent="make-label" className="stack g-8" input={{ eventId } as { eventId: string; name: string }}
        fields={(form) => ({ name: String(new FormData(form).get('name')), isPublic: new FormData(form).has('isPublic') })}
        onAnswer={(answer) => {
          setError(answer.ok ? undefined : (answer.fields?.['name'] ?? answer.textKey ?? `errors.${answer.code}`))
          const box = document.querySelector<HTMLInputElement>('#label-name')
          if (answer.ok && box) box.value = ''
          else box?.focus()
        }}
      >
        <label className="small" htmlFor="label-name">{t('live.label_name')}</label>
        <input type="text" className="input" id="label-name" name="name" autoComplete="off" lang="ja" defaultValue={typedIn(own, 'name')} {...(problem !== undefined && { 'aria-invalid': true, 'aria-describedby': 'label-e' })} />
        {problem !== undefined && <p className="err" id="label-e" role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        <label className="check"><input type="checkbox" name="isPublic" value="true" defaultChecked /><span className="small">{t('live.label_public')}</span></label>
        <div className="row"><Button type="submit" variant="outline" size="s" icon="plus">{t('live.label_make')}</Button></div>
      </CommandForm>
    </details>
  )
}

type HandProps = Props & { hosts: { id: string; name: string }[] }

/** Giving the room to somebody, for who has it in hand. */
export function HandOver({ eventId, state, hosts, onAnswer }: HandProps) {
  const t = useT()
  const viewer = useViewer()
  const ownId = viewer.kind === 'guest' ? '' : viewer.id
  const isMine = useInHand()
  const others = hosts.filter((h) => h.id !== (state.lead?.id ?? ownId))
  if (!isMine) return null
  return (
    <div className="card hp">
      <h2 className="h-s">{t('live.in_hand')}</h2>
      <p className="small">{t(state.lead === null ? 'live.in_hand_all' : 'live.in_hand_you')}</p>
      {others.length > 0 && (
        <CommandForm
          command="live:hand-over" intent="hand-over" className="row g-8" input={{ eventId } as { eventId: string; memberId: string }}
          fields={(form) => ({ memberId: String(new FormData(form).get('memberId')) })} onAnswer={onAnswer}
        >
          <label className="sr" htmlFor="hand-to">{t('live.hand_to')}</label>
          <select className="select hand-to" id="hand-to" name="memberId" lang="ja">{others.map((h) => <option key={h.id} value={h.id}>{t('live.asker', { name: h.name })}</option>)}</select>
          <Button type="submit" size="s" icon="hand">{t('live.hand_over')}</Button>
        </CommandForm>
      )}
    </div>
  )
}
