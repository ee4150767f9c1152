import { Form, useActionData, useLocation } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import type { Ack } from '~/contract/live.ts'
import { randomId } from '~/core/ids.ts'
import { useT } from '~/i18n/index.tsx'
import { isConnectable, sendCommand, useQueued, useRefused } from '~/realtime/commands.ts'
import { useConnection } from '~/realtime/useConnection.ts'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { growWithText } from '../form/grow.ts'
import { onEnterSubmit } from '../form/ime.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { Banner } from '../ui/banner.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDraft } from './use-draft.ts'

/**
 * 「質問する」, always under the thumb. Enter is a new line, Ctrl or ⌘ with Enter sends. What was written stays until the server has it:
 * in the box, or on its way when the line is cut.
 */
export function AskForm({ eventId, isModerated, wasAsked }: { eventId: string; isModerated: boolean; wasAsked: boolean }) {
  const t = useT()
  const announce = useAnnounce()
  const { pathname } = useLocation()
  const { status } = useConnection()
  const waiting = useQueued('live:ask').length
  const refused = refusalOf(useActionData())
  const errorId = useId()
  const [commandId, setCommandId] = useState(randomId)
  const [error, setError] = useState<string>()
  const [said, setSaid] = useState<string | undefined>(wasAsked ? t(isModerated ? 'live.asked_pending' : 'live.asked_shown') : undefined)
  const { box, keep, write } = useDraft(`enishi.ask.${eventId}`)
  useEffect(() => (box.current === null ? undefined : growWithText(box.current)), [box])

  function accepted(isPending: boolean): void {
    const words = t(isPending ? 'live.asked_pending' : 'live.asked_shown')
    setSaid(words)
    announce(words)
  }

  function answered(answer: Ack<{ isPending: boolean } | undefined>, text: string): void {
    if (answer.ok) return accepted(answer.value?.isPending ?? isModerated)
    setError(answer.fields?.['text'] ?? answer.fields?.['form'] ?? answer.textKey ?? `errors.${answer.code}`)
    if (box.current && box.current.value === '') write(text)
    box.current?.focus()
  }

  useRefused('live:ask', ({ input, answer }) => {
    if (input.eventId === eventId) answered(answer, input.text)
  })

  function submit(event: FormEvent<HTMLFormElement>): void {
    const text = box.current?.value ?? ''
    setError(undefined)
    setSaid(undefined)
    if (!isConnectable()) return
    event.preventDefault()
    if (text.trim() === '') return setError('live.text_required')
    const form = { action: pathname, fields: { intent: 'ask', commandId, eventId, text } }
    void sendCommand('live:ask', { eventId, text }, { commandId, isKept: true, form }).then((answer) => answered(answer, text))
    setCommandId(randomId())
    write('')
  }

  const problem = error ?? refused?.errors['text'] ?? refused?.errors['form']
  const isAway = status === 'away'
  return (
    <div className="ask">
      <Form method="post" className="ask-f" aria-label={t('live.ask')} onSubmit={submit} preventScrollReset>
        <input type="hidden" name="intent" value="ask" />
        <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />
        <input type="hidden" name="eventId" value={eventId} />
        {isAway && waiting > 0 && <p className="small banner banner-caution ask-off" role="status"><Icon name="off" /><span>{t('live.queued', { count: waiting })}</span></p>}
        {said !== undefined && <p className="small ask-said"><Icon name="check" />{said}</p>}
        <label className="sr" htmlFor="f-text">{t('live.ask_label')}</label>
        <textarea
          ref={box} id="f-text" name="text" className="textarea" rows={1} placeholder={t('live.ask_hint')} defaultValue={typedIn(refused, 'text')} onInput={keep} onKeyDown={onEnterSubmit('mod')}
          {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId })}
        />
        {problem !== undefined && <p className="err" id={errorId} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        <div className="row nowrap ask-r">
          <span className="small muted">{t(isModerated ? 'live.ask_checked' : 'live.ask_named')}</span>
          <SubmitButton icon="send">{t('live.ask')}</SubmitButton>
        </div>
      </Form>
    </div>
  )
}

/** In the place of the form while nobody can ask. */
export function AskClosed({ children }: { children: ReactNode }) {
  return <div className="ask"><div className="ask-f"><Banner tone="info">{children}</Banner></div></div>
}
