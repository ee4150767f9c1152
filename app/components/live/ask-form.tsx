import { Form, Link, useActionData, useLocation, useSearchParams } from '@remix-run/react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Ack } from '~/contract/live.ts'
import { randomId } from '~/core/ids.ts'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { askingModes, type AskingMode, mayAskAs, type whyNotAsk } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { isConnectable, sendCommand, useQueued, useRefused } from '~/realtime/commands.ts'
import { useConnection } from '~/realtime/useConnection.ts'
import { type Refused, refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { growWithText } from '../form/grow.ts'
import { onEnterSubmit } from '../form/ime.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { Banner } from '../ui/banner.tsx'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { AskHelp } from './ask-help.tsx'
import { useCapability } from './use-anonymous.ts'
import { useDraft } from './use-draft.ts'
import { useFold } from './use-fold.ts'

/**
 * 「質問する」, always under the thumb. Enter is a new line, Ctrl or ⌘ with Enter sends. What was written stays until the server has it:
 * in the box, or on its way when the line is cut. While nobody can ask it says so, and shows what has been written until then.
 */
export function AskForm({ eventId, room, questions, whyNot, wasAsked }: { eventId: string; room: Pick<RoomState, 'isModerated' | 'allowsPseudonym' | 'allowsAnonymous' | 'lacksCustodians'>; /** Why nobody can ask now. */ whyNot: ReturnType<typeof whyNotAsk>; /** What is shown already. */ questions: Question[]; wasAsked: 'shown' | 'pending' | null }) {
  const { isModerated } = room
  const t = useT()
  const announce = useAnnounce()
  const { pathname, key } = useLocation()
  const arrivedAt = useRef(key)
  const isAway = useConnection().status === 'away'
  const waiting = useQueued('live:ask').length
  const isSlow = useSlow(waiting > 0)
  const refused = askingRefused(refusalOf(useActionData()))
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
  const [said, setSaid] = useState<string | undefined>(wasAsked === null ? undefined : t(`live.asked_${wasAsked}`))
  useEffect(() => {
    const timer = said === undefined ? undefined : setTimeout(() => setSaid(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  const { box, hasText, keep, write: keepText } = useDraft(`enishi.ask.${eventId}`, typedIn(refused, 'text') !== '')
  const [typed, setTyped] = useState('')
  const write = (words: string) => {
    keepText(words)
    setTyped(words)
  }
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
    if (wasAsked === null) return
    // A form went its own way and came back accepted.
    write('')
    renewCapability()
    accepted(wasAsked === 'pending')
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each page that comes back
  }, [key])

  useRefused('live:ask', ({ input, answer }) => {
    if (input.eventId === eventId) answered(answer, input.text)
  })

  function submit(event: FormEvent<HTMLFormElement>): void {
    if (whyNot !== null) return event.preventDefault()
    const text = box.current?.value ?? ''
    setError(undefined)
    setSaid(undefined)
    if (mode === 'anonymous') {
      // Not over the line, which is a member's; the page that comes back says that it arrived.
      if (text.trim() !== '' && !isAway) return
      event.preventDefault()
      return setError(isAway ? 'live.anonymous_away' : 'live.text_required')
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

  const given = error ?? refused?.errors['text'] ?? refused?.errors['pseudonym'] ?? refused?.errors['form']
  // What the notice says already is not said twice.
  const problem = whyNot !== null && given?.startsWith('live.ask_') ? undefined : given
  const isHidden = whyNot !== null && !hasText
  return (
    <div className={cx('ask', whyNot === 'closed' && 'is-over', whyNot === null && isFolded && problem === undefined && 'is-folded')} ref={frame} onFocus={unfold}>
      <Form method="post" className="ask-f" aria-label={t('live.ask')} onSubmit={submit} preventScrollReset>
        {mode === 'anonymous' ? <input type="hidden" name="capability" value={capability} suppressHydrationWarning /> : <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />}
        <input type="hidden" name="eventId" value={eventId} />
        {isAway && waiting > 0 && <p className="small banner banner-caution ask-off" role="status"><Icon name="off" /><span>{t('live.queued', { count: waiting })}</span></p>}
        {isSlow && !isAway && <p className="small muted" role="status">{t('common.sending')}</p>}
        {whyNot !== null && <Banner tone="info" role="status"><p>{t(`live.ask_${whyNot}`)}</p>{hasText && <p>{t(`live.ask_kept.${whyNot}`)}</p>}</Banner>}
        {said !== undefined && <p className="small ask-said"><Icon name="check" />{said}</p>}
        {whyNot === null && (room.lacksCustodians || isLapsed) && (
          <div className="small banner banner-caution ask-off" role="status"><Icon name="lock" /><div className="min0">
            <p>{t(room.lacksCustodians ? 'live.anonymous_stopped' : 'live.mode_off')}</p>
            {isLapsed && <p>{t('live.lapsed')}</p>}
          </div></div>
        )}
        <label className="sr" htmlFor="f-text" hidden={isHidden}>{t('live.ask_label')}</label>
        <textarea
          ref={box} id="f-text" name="text" className="textarea" rows={1} hidden={isHidden} readOnly={whyNot === 'closed'} placeholder={t('live.ask_hint')} defaultValue={typedIn(refused, 'text')} onInput={(event) => {
            keep(event)
            setTyped(event.currentTarget.value)
            setSaid(undefined)
          }} onKeyDown={isLapsed ? undefined : onEnterSubmit('mod')}
          {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId })}
        />
        {problem !== undefined && <p className="err" id={errorId} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        {whyNot === null && <AskHelp text={typed} questions={questions} />}
        {whyNot === null && modes.length > 1 && (
          <div className="seg ask-as" role="group" aria-label={t('live.ask_as')}>
            {modes.map((m) => <Link key={m} role="button" aria-pressed={m === mode} replace preventScrollReset to={m === 'name' ? '?' : `?as=${m}`} onClick={() => setMode(m)}>{t(`live.mode.${m}`)}</Link>)}
          </div>
        )}
        {whyNot === null && mode === 'pseudonym' && (
          <>
            <input type="hidden" name="as" value="pseudonym" />
            <label className="sr" htmlFor="f-as">{t('live.pseudonym')}</label>
            <input type="text" className="input" id="f-as" name="pseudonym" placeholder={t('live.pseudonym')} autoComplete="off" lang="ja" defaultValue={typedIn(refused, 'pseudonym')} />
          </>
        )}
        {whyNot === null && mode === 'anonymous' && <p className="small muted">{t('live.anonymous_means')}</p>}
        {whyNot === null && <div className="row nowrap ask-r">
          <span className="small muted">{t(mode === 'name' ? (isModerated ? 'live.ask_checked' : 'live.ask_named') : isModerated ? 'live.ask_as_checked' : 'live.ask_as_shown')}</span>
          <SubmitButton icon="send" name="intent" value={mode === 'anonymous' ? 'ask-anonymously' : 'ask'}>{t(isLapsed ? 'live.ask_by_name' : 'live.ask')}</SubmitButton>
        </div>}
      </Form>
    </div>
  )
}

/** What another form of the page was refused stands beside that. */
const askingRefused = (refused: Refused | undefined): Refused | undefined => (refused?.values['intent'] === 'ask' || refused?.values['intent'] === 'ask-anonymously' ? refused : undefined)

/** What became of it later stands beside the question itself. */
const SAID_MS = 20_000

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
