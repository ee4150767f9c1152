import { useNavigate, useNavigation } from '@remix-run/react'
import { type FormEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { isConnectable, sendCommand } from '~/realtime/commands'
import { formatDate } from '~/core/dates.ts'
import { randomId } from '~/core/ids.ts'
import { replyPlace } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { DraftNote, SendHint } from '../editor/notes.tsx'
import { peopleAt } from '../editor/people.ts'
import { WritingBox, type WritingBoxHandle, type Written } from '../editor/writing-box.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { Kept } from '../layout/still.tsx'
import { pollFieldsIn, PollPart, usePollPart } from '../polls/poll-part.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { postAddress } from './topic-address.ts'
import type { Undone } from './undo-reply.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Form } from '../ui/link.tsx'

type Props = {
  topicId: string
  viewerId: string
  hasDraft: boolean
  box: RefObject<WritingBoxHandle>
  refused: Refused | undefined
  /** A reply that was undone without JavaScript. */
  undone: Undone['undone'] | undefined
  /** A quote to begin with, as a plain text field has it. */
  quote: string | undefined
  /** A reply left the form: `written` under `commandId`. */
  onSent: (commandId: string, written: Written) => void
  /** Its answer: the post's number, or null when it was not accepted and is back in the form. */
  onAnswer: (commandId: string, no: number | null, hasRisen?: boolean) => void
}

/** The composer of a topic. Over the socket when there is a line, as an ordinary form when there is none or no JavaScript. */
export function ReplyForm({ topicId, viewerId, hasDraft, box, refused, undone, quote, onSent, onAnswer }: Props) {
  const t = useT()
  const navigation = useNavigation()
  const navigate = useNavigate()
  const action = `/topics/${topicId}`
  const findPeople = useMemo(() => peopleAt(`${action}/people`), [action])
  const [draftAt, setDraftAt] = useState<Date | null>(null)
  const poll = usePollPart()
  const { close: closePoll } = poll
  const [errors, setErrors] = useState<Record<string, string> | undefined>(undefined)
  const shown = errors ?? refused?.errors
  useEffect(() => setErrors(undefined), [refused])

  // A page that is loaded again does not quote again.
  useEffect(() => {
    if (quote === undefined) return
    const here = new URL(window.location.href)
    here.searchParams.delete('quote')
    window.history.replaceState(window.history.state, '', here)
  }, [quote])

  // Sent as a form: when it was accepted the page comes back with the reply, and the composer is empty.
  const posted = useRef(false)
  useEffect(() => {
    if (navigation.state !== 'idle' || !posted.current) return
    posted.current = false
    if (refused !== undefined) return
    box.current?.clear()
    closePoll()
  }, [navigation.state, refused, box, closePoll])

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    const text = box.current
    if (text === null || !isConnectable()) {
      posted.current = true
      return
    }
    event.preventDefault()
    if (text.isEmpty()) {
      setErrors({ text: 'form.required' })
      text.focus()
      return
    }
    const written = text.read()
    const commandId = randomId()
    const fields: { text: string } | { doc: string } = { ...(written.doc === undefined ? { text: written.text } : { doc: written.doc }), ...pollFieldsIn(event.currentTarget) }
    setErrors(undefined)
    text.clear()
    onSent(commandId, written)
    const answer = await sendCommand('topic:reply', { topicId, ...fields }, { commandId, isKept: true, form: { action, fields: { ...fields, intent: 'reply', commandId } } })
    if (answer.ok && answer.value?.topicId !== undefined) return navigate(postAddress(answer.value.topicId, answer.value.no))
    onAnswer(commandId, answer.ok ? (answer.value?.no ?? 0) : null, answer.ok && answer.value?.hasRisen)
    if (answer.ok) return closePoll()
    box.current?.putBack(written)
    if (answer.textKey === 'boards.slow') setErrors({ form: t('boards.slow_until', { time: formatDate(new Date(Date.now() + (answer.retryAfter ?? 0) * 1_000), 'time', t.lng) }) })
    else setErrors(answer.fields ?? { form: answer.textKey ?? `errors.${answer.code}` })
  }

  const [commandId] = useState(randomId)
  const { text: textError, ...otherErrors } = shown ?? {}
  return (
    <Kept as="section" name="composer" made={[topicId]} isLoose={refused !== undefined || undone !== undefined || quote !== undefined} holes={{ commandId }} aria-labelledby="cmp" id="reply">
      {(hole) => <Form className="composer" method="post" action={action} onSubmit={(event) => void send(event)}>
        <div className="row row-between">
          <h2 id="cmp" className="h-s">{t('boards.reply_title')}</h2>
          <DraftNote at={draftAt} />
        </div>
        <ErrorSummary errors={Object.keys(otherErrors).length > 0 ? otherErrors : undefined} />
        <WritingBox ref={box} name="text" label={t('boards.reply_label')} error={textError} defaultText={typedIn(refused, 'text', undone?.text)} addition={quote} defaultDoc={undone?.doc} place={replyPlace(topicId)} writerId={viewerId} hasDraft={hasDraft} findPeople={findPeople} onDraft={setDraftAt} />
        <div className="cmp-foot">
          <PollPart part={poll} to={`${action}/poll`} errors={shown} refused={refused} />
          <noscript><ButtonLink variant="text" size="s" to={`${action}/image`}>{t('files.reply_title')}</ButtonLink></noscript>
          <div className="row push">
            <SendHint />
            <SubmitButton icon="send">{t('boards.reply_send')}</SubmitButton>
          </div>
        </div>
        <input type="hidden" name="intent" value="reply" />
        <CommandId renewOn={refused} first={hole('commandId')} />
      </Form>}
    </Kept>
  )
}
