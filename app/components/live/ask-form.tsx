import { Form, Link, useActionData, useLocation, useSearchParams } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Ack } from '~/contract/live.ts'
import { randomId } from '~/core/ids.ts'
import type { RoomState } from '~/domain/live/fold.ts'
import { askingModes, type AskingMode, mayAskAs } from '~/domain/live/policy.ts'
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
import { useCapability } from './use-anonymous.ts'
import { useDraft } from './use-draft.ts'
import { useFold } from './use-fold.ts'

/**
 * 「質問する」, always under the thumb. Enter is a new line, Ctrl or ⌘ with Enter sends. What was written stays until the server has it:
 * in the box, or on its way when the line is cut.
 */
export function AskForm({ eventId, room, wasAsked }: { eventId: string; room: Pick<RoomState, 'isModerated' | 'allowsPseudonym' | 'allowsAnonymous' | 'lacksCustodians'>; wasAsked: boolean }) {
  const { isModerated } = room
  const t = useT()
  const announce = useAnnounce()
  const { pathname, key } = useLocation()
  const arrivedAt = useRef(key)
  const { status } = useConnection()
  const waiting = useQueued('live:ask').length
  const isSlow = useSlow(waiting > 0)
  const refused = refusalOf(useActionData())
  const errorId = useId()
  const [commandId, setCommandId] = useState(randomId)
  const [capability, renewCapability] = useCapability()
  const [search] = useSearchParams()
  const typedMode = askingModes.find((m) => m === (typedIn(refused, 'as') || search.get('as')))
  const [chosen, setMode] = useState<AskingMode>(typedMode ?? (typedIn(refused, 'intent') === 'ask-anonymously' ? 'anonymous' : 'name'))
  // What was begun without a name, or under another, goes out by name only when somebody says so.
  const isLapsed = !mayAskAs(room, chosen)
  const mode = isLapsed ? 'name' : chosen
  const modes = askingModes.filter((m) => mayAskAs(room, m))
  const [error, setError] = useState<string>()
  const [said, setSaid] = useState<string | undefined>(wasAsked ? t(isModerated ? 'live.asked_pending' : 'live.asked_shown') : undefined)
  const { box, keep, write } = useDraft(`enishi.ask.${eventId}`)
  const { frame, isFolded, fold, unfold } = useFold(box)
  useEffect(() => (box.current === null ? undefined : growWithText(box.current)), [box])

  function accepted(isPending: boolean): void {
    const words = t(isPending ? 'live.asked_pending' : 'live.asked_shown')
    setSaid(words)
    fold()
    announce(words)
  }

  function answered(answer: Ack<{ isPending: boolean } | undefined>, text: string): void {
    if (answer.ok) return accepted(answer.value?.isPending ?? isModerated)
    setError(answer.fields?.['text'] ?? answer.fields?.['pseudonym'] ?? answer.fields?.['form'] ?? answer.textKey ?? `errors.${answer.code}`)
    if (box.current && box.current.value === '') write(text)
    box.current?.focus()
  }

  useEffect(() => {
    if (arrivedAt.current === key) return
    arrivedAt.current = key
    if (!wasAsked) return
    // A form went its own way and came back accepted.
    write('')
    renewCapability()
    accepted(isModerated)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each page that comes back
  }, [key])

  useRefused('live:ask', ({ input, answer }) => {
    if (input.eventId === eventId) answered(answer, input.text)
  })

  function submit(event: FormEvent<HTMLFormElement>): void {
    const text = box.current?.value ?? ''
    setError(undefined)
    setSaid(undefined)
    if (mode === 'anonymous') {
      // Not over the line, which is a member's; the page that comes back says that it arrived.
      if (text.trim() !== '') return
      event.preventDefault()
      return setError('live.text_required')
    }
    if (!isConnectable()) return
    event.preventDefault()
    if (text.trim() === '') return setError('live.text_required')
    const more: { as?: 'pseudonym'; pseudonym?: string } = mode === 'pseudonym' ? { as: mode, pseudonym: String(new FormData(event.currentTarget).get('pseudonym')).trim() } : {}
    const form = { action: pathname, fields: { intent: 'ask', commandId, eventId, text, ...(more as Record<string, string>) } }
    void sendCommand('live:ask', { eventId, text, ...more }, { commandId, isKept: true, form }).then((answer) => answered(answer, text))
    setCommandId(randomId())
    write('')
  }

  const problem = error ?? refused?.errors['text'] ?? refused?.errors['pseudonym'] ?? refused?.errors['form']
  const isAway = status === 'away'
  return (
    <div className={isFolded && problem === undefined ? 'ask is-folded' : 'ask'} ref={frame} onFocus={unfold}>
      <Form method="post" className="ask-f" aria-label={t('live.ask')} onSubmit={submit} preventScrollReset>
        {mode === 'anonymous' ? <input type="hidden" name="capability" value={capability} suppressHydrationWarning /> : <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />}
        <input type="hidden" name="eventId" value={eventId} />
        {isAway && waiting > 0 && <p className="small banner banner-caution ask-off" role="status"><Icon name="off" /><span>{t('live.queued', { count: waiting })}</span></p>}
        {isSlow && !isAway && <p className="small muted" role="status">{t('common.sending')}</p>}
        {said !== undefined && <p className="small ask-said"><Icon name="check" />{said}</p>}
        {(room.lacksCustodians || isLapsed) && (
          <div className="small banner banner-caution ask-off" role="status"><Icon name="lock" /><div className="min0">
            <p>{t(room.lacksCustodians ? 'live.anonymous_stopped' : 'live.mode_off')}</p>
            {isLapsed && <p>{t('live.lapsed')}</p>}
          </div></div>
        )}
        <label className="sr" htmlFor="f-text">{t('live.ask_label')}</label>
        <textarea
          ref={box} id="f-text" name="text" className="textarea" rows={1} placeholder={t('live.ask_hint')} defaultValue={typedIn(refused, 'text')} onInput={(event) => {
            keep(event)
            setSaid(undefined)
          }} onKeyDown={isLapsed ? undefined : onEnterSubmit('mod')}
          {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId })}
        />
        {problem !== undefined && <p className="err" id={errorId} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        {modes.length > 1 && (
          <div className="seg ask-as" role="group" aria-label={t('live.ask_as')}>
            {modes.map((m) => <Link key={m} role="button" aria-pressed={m === mode} replace preventScrollReset to={m === 'name' ? '?' : `?as=${m}`} onClick={() => setMode(m)}>{t(`live.mode.${m}`)}</Link>)}
          </div>
        )}
        {mode === 'pseudonym' && (
          <>
            <input type="hidden" name="as" value="pseudonym" />
            <label className="sr" htmlFor="f-as">{t('live.pseudonym')}</label>
            <input type="text" className="input" id="f-as" name="pseudonym" placeholder={t('live.pseudonym')} autoComplete="off" lang="ja" defaultValue={typedIn(refused, 'pseudonym')} />
          </>
        )}
        {mode === 'anonymous' && <p className="small muted">{t('live.anonymous_means')}</p>}
        <div className="row nowrap ask-r">
          <span className="small muted">{t(mode === 'name' ? (isModerated ? 'live.ask_checked' : 'live.ask_named') : isModerated ? 'live.ask_as_checked' : 'live.ask_as_shown')}</span>
          <SubmitButton icon="send" name="intent" value={mode === 'anonymous' ? 'ask-anonymously' : 'ask'}>{t(isLapsed ? 'live.ask_by_name' : 'live.ask')}</SubmitButton>
        </div>
      </Form>
    </div>
  )
}

/** What takes longer than a moment says so. */
const MOMENT_MS = 800

function useSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = isWaiting ? setTimeout(() => setSlow(true), MOMENT_MS) : undefined
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isWaiting])
  return isSlow
}

/** In the place of the form while nobody can ask. */
export function AskClosed({ isOver, children }: { /** For good: nothing to keep under the thumb. */ isOver: boolean; children: ReactNode }) {
  return <div className={isOver ? 'ask is-over' : 'ask'}><div className="ask-f"><Banner tone="info">{children}</Banner></div></div>
}
