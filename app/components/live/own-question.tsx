import { Form, useActionData } from '@remix-run/react'
import type { OwnQuestion, Question, RoomState } from '~/domain/live/fold.ts'
import { canChangeOwn, canWithdrawOwn } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { onEnterSubmit } from '../form/ime.ts'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'
import { CommandText } from './command-text.tsx'

type Written = { intent: 'change-anonymous' | 'appeal-anonymous'; question: Pick<OwnQuestion, 'id'>; label: string; hint?: string; text?: string; button: string }

/** Words about a question without a name: posted as a form, by what this browser alone has. */
function NamelessText({ intent, question, label, hint, text, button }: Written) {
  const t = useT()
  const id = `${intent}-${question.id}`
  const refused = refusalOf(useActionData())
  const own = refused?.values['intent'] === intent && refused.values['questionId'] === question.id ? refused : undefined
  const problem = own?.errors['text'] ?? own?.errors['form']
  return (
    <Form method="post" className="stack g-8" preventScrollReset>
      <input type="hidden" name="questionId" value={question.id} />
      <label className="small" htmlFor={id}>{label}</label>
      <textarea className="textarea grows" rows={2} id={id} name="text" lang="ja" defaultValue={typedIn(own, 'text', text)} onKeyDown={onEnterSubmit('mod')} {...(problem !== undefined ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-e` } : hint !== undefined ? { 'aria-describedby': `${id}-h` } : {})} />
      {hint !== undefined && problem === undefined && <p className="small muted" id={`${id}-h`}>{hint}</p>}
      {problem !== undefined && <p className="err" id={`${id}-e`} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
      <div className="row"><SubmitButton variant="outline" size="s" name="intent" value={intent}>{button}</SubmitButton></div>
    </Form>
  )
}

function AnonymousTools({ question, canChange }: { question: OwnQuestion; canChange: boolean }) {
  const t = useT()
  return (
    <>
      {canChange && <NamelessText intent="change-anonymous" question={question} label={t('live.change')} text={question.text} button={t('live.change_yes')} />}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="questionId" value={question.id} />
        <SubmitButton variant="quiet" size="s" icon="x" name="intent" value="withdraw-anonymous">{t('live.withdraw')}</SubmitButton>
      </Form>
    </>
  )
}

/** もう一度見てもらう, once. */
function Appeal({ question, isAnonymous }: { question: OwnQuestion; isAnonymous: boolean }) {
  const t = useT()
  const refused = refusalOf(useActionData())
  const isRefused = refused?.values['questionId'] === question.id && (refused.values['intent'] === 'appeal' || refused.values['intent'] === 'appeal-anonymous')
  const words = { label: t('live.appeal_label'), hint: t('live.appeal_hint'), button: t('live.appeal_yes') }
  return (
    <details className="q-own" open={isRefused}>
      <summary className="btn btn-text btn-s">{t('live.appeal')}</summary>
      <div className="stack g-12 q-own-in">
        {isAnonymous ? <NamelessText intent="appeal-anonymous" question={question} {...words} /> : <CommandText command="live:appeal" intent="appeal" input={{ questionId: question.id }} {...words} />}
      </div>
    </details>
  )
}

/** What a host did with one's own words, and changing or taking them back until the answer. */
export function OwnWords({ question, status, isOpen, isAnonymous = false }: { question: OwnQuestion; status: Question['status'] | OwnQuestion['status']; isOpen: boolean; isAnonymous?: boolean }) {
  const t = useT()
  const real = status === 'shown' ? 'approved' : status
  const refused = refusalOf(useActionData())
  const isRefused = refused?.values['questionId'] === question.id && (refused.values['intent'] === 'change' || refused.values['intent'] === 'change-anonymous')
  return (
    <>
      {question.original !== undefined && <p className="small" lang="ja">{t('live.edited_by_host', { text: question.original })}</p>}
      {isOpen && canWithdrawOwn(real) && (
        <details className="q-own" open={isRefused}>
          <summary className="btn btn-text btn-s">{t('live.own_tools')}</summary>
          <div className="stack g-12 q-own-in">
            {isAnonymous && <AnonymousTools question={question} canChange={canChangeOwn(real)} />}
            {!isAnonymous && canChangeOwn(real) && <CommandText command="live:change" intent="change" input={{ questionId: question.id }} label={t('live.change')} text={question.text} button={t('live.change_yes')} />}
            {!isAnonymous && (
              <CommandForm command="live:withdraw" intent="withdraw" input={{ questionId: question.id }}>
                <Button type="submit" size="s" icon="x">{t('live.withdraw')}</Button>
              </CommandForm>
            )}
            <p className="small muted">{t('live.withdraw_hint')}</p>
          </div>
        </details>
      )}
    </>
  )
}

type OwnProps = { question: Pick<OwnQuestion, 'text' | 'reason'> & Partial<Omit<OwnQuestion, 'status'>> & { status: OwnQuestion['status'] | 'sending' }; isOpen?: boolean; isAnonymous?: boolean; intoText?: string | undefined }

/** A question of one's own that the others do not see: it waits, was not taken up, stands in another one, or is still on its way. */
export function OwnItem({ question, isOpen = false, isAnonymous = false, intoText }: OwnProps) {
  const t = useT()
  const { status } = question
  const isDismissed = status === 'dismissed'
  return (
    <li className="q-item is-wait">
      <span className="vote vote-off" aria-hidden="true"><Icon name={isDismissed ? 'x' : status === 'sending' ? 'send' : status === 'merged' ? 'merge' : 'clock'} /></span>
      <div className="min0 q-body">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted row">
          {t('live.your_question')}{isAnonymous && `（${t('live.anonymous')}）`}
          {status === 'pending' && <Badge tone="caution">{t(question.appeal === undefined ? 'live.pending' : 'live.appealed')}</Badge>}
          {status === 'sending' && <Badge tone="line">{t('common.sending')}</Badge>}
          {status === 'merged' && <Badge tone="line">{t('live.merged')}</Badge>}
          {isDismissed && <Badge tone="line">{t('live.dismissed')}</Badge>}
        </p>
        {status === 'merged' && question.into !== undefined && intoText !== undefined && <p className="small"><a href={`#q-${question.into}`} lang="ja">{t('live.merged_into', { question: intoText })}</a></p>}
        {isDismissed && question.reason && <p className="small">{t('live.dismissed_why', { reason: t(`live.reason.${question.reason}`) })}</p>}
        {isDismissed && question.note !== undefined && <p className="q-answer q-a small" lang="ja">{t('live.note_of', { text: question.note })}</p>}
        {question.appeal !== undefined && <p className="small muted" lang="ja">{t(isDismissed ? 'live.appeal_over' : 'live.appeal_said', { text: question.appeal })}</p>}
        {isOpen && question.id !== undefined && question.askedAt !== undefined && isDismissed && question.appeal === undefined && <Appeal question={{ ...question, id: question.id, askedAt: question.askedAt, status }} isAnonymous={isAnonymous} />}
        {question.id !== undefined && question.askedAt !== undefined && status !== 'sending' && <OwnWords question={{ ...question, id: question.id, askedAt: question.askedAt, status }} status={status} isOpen={isOpen} isAnonymous={isAnonymous} />}
      </div>
    </li>
  )
}

/** One's own that nobody else sees, the newest first: what became of them. */
export function OwnItems({ state, questions, anonymous }: { state: Pick<RoomState, 'status' | 'questions'>; questions: OwnQuestion[]; anonymous: OwnQuestion[] }) {
  const textOf = new Map(state.questions.map((q) => [q.id, q.text]))
  const isOpen = state.status !== 'closed'
  const { own, nameless } = unseenOf(state, questions, anonymous)
  return (
    <>
      {own.toReversed().map((question) => <OwnItem key={question.id} question={question} isOpen={isOpen} intoText={textOf.get(question.into ?? '')} />)}
      {nameless.toReversed().map((question) => <OwnItem key={question.id} question={question} isOpen={isOpen} isAnonymous intoText={textOf.get(question.into ?? '')} />)}
    </>
  )
}

export function unseenOf(state: Pick<RoomState, 'questions'>, questions: OwnQuestion[], anonymous: OwnQuestion[]): { own: OwnQuestion[]; nameless: OwnQuestion[] } {
  const isPublic = new Set(state.questions.map((q) => q.id))
  return { own: questions.filter((q) => !isPublic.has(q.id) && q.status !== 'shown'), nameless: anonymous.filter((q) => !isPublic.has(q.id) && q.status !== 'withdrawn') }
}
