import { Form } from '@remix-run/react'
import { Checkbox } from '~/components/form/checkbox.tsx'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { type Refused, typedIn } from '~/components/form/refusal.ts'
import { Select } from '~/components/form/select.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextArea } from '~/components/form/text-area.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { type FormQuestion, MOST_QUESTIONS, questionKinds } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'

type Props = { questions: FormQuestion[]; changing: string | null; refused: Refused | undefined; answer: unknown }

/** What registrants are asked: one after the other, each with its own small forms, so that it works without scripts. */
export function QuestionSettings({ questions, changing, refused, answer }: Props) {
  const t = useT()
  const isNew = changing === null || questions.every((q) => q.id !== changing)
  return (
    <section aria-labelledby="questions" className="ro-add stack">
      <h2 id="questions" className="h-m">{t('roster.questions')}</h2>
      <p className="small muted">{t('roster.questions_lead')}</p>
      {questions.length === 0 ? <p className="muted">{t('roster.no_questions')}</p> : (
        <ol className="rs">
          {questions.map((q, i) => (
            <li key={q.id} className="rs-q">
              {q.id === changing ? <QuestionForm question={q} before={questions.slice(0, i)} refused={refused} answer={answer} /> : <QuestionRow question={q} questions={questions} answer={answer} />}
            </li>
          ))}
        </ol>
      )}
      {isNew && questions.length < MOST_QUESTIONS && <><h3 className="h-s">{t('roster.new_question')}</h3><QuestionForm key={questions.length} question={null} before={questions} refused={refused} answer={answer} /></>}
    </section>
  )
}

function QuestionRow({ question: q, questions, answer }: { question: FormQuestion; questions: FormQuestion[]; answer: unknown }) {
  const t = useT()
  const at = questions.indexOf(q)
  const before = questions.find((o) => o.id === q.when?.id)
  const facts = [t(`roster.kinds.${q.kind}`), ...(q.isRequired ? [t('roster.required_short')] : []), ...(before && q.when ? [t('roster.when_option', { question: before.text, option: q.when.option })] : [])]
  const press = (what: 'move-question' | 'remove-question', label: string, direction?: 'up' | 'down') => (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={what} />
      <input type="hidden" name="id" value={q.id} />
      {direction && <input type="hidden" name="direction" value={direction} />}
      <CommandId renewOn={answer ?? questions} />
      <SubmitButton variant="text" size="s" aria-label={`${label}：${q.text}`}>{label}</SubmitButton>
    </Form>
  )
  return (
    <div className="stack g-4">
      <p className="strong" lang="ja">{q.text}</p>
      <p className="small muted">{facts.join('・')}</p>
      {q.options.length > 0 && <p className="small" lang="ja">{q.options.join(' ／ ')}</p>}
      <div className="row">
        <ButtonLink variant="text" size="s" to={`?question=${q.id}#questions`} preventScrollReset aria-label={`${t('roster.change')}：${q.text}`}>{t('roster.change')}</ButtonLink>
        {at > 0 && press('move-question', t('roster.up'), 'up')}
        {at < questions.length - 1 && press('move-question', t('roster.down'), 'down')}
        {press('remove-question', t('roster.delete_question'))}
      </div>
    </div>
  )
}

function QuestionForm({ question: q, before, refused, answer }: { question: FormQuestion | null; before: FormQuestion[]; refused: Refused | undefined; answer: unknown }) {
  const t = useT()
  const whens = before.flatMap((b) => b.options.map((option) => ({ value: `${b.id}:${option}`, label: t('roster.when_option', { question: b.text, option }) })))
  return (
    <Form method="post" className="stack g-12">
      <input type="hidden" name="intent" value="question" />
      <input type="hidden" name="id" value={q?.id ?? ''} />
      <CommandId renewOn={answer ?? before} />
      <ErrorSummary errors={refused?.errors} labels={{ text: t('roster.question_text'), options: t('roster.options'), when: t('roster.when') }} />
      <TextInput name="text" label={t('roster.question_text')} required error={refused?.errors['text']} defaultValue={typedIn(refused, 'text', q?.text)} autoComplete="off" />
      <Select name="kind" label={t('roster.question_kind')} options={questionKinds.map((kind) => ({ value: kind, label: t(`roster.kinds.${kind}`) }))} defaultValue={typedIn(refused, 'kind', q?.kind ?? 'one')} />
      <TextArea name="options" label={t('roster.options')} hint={t('roster.options_hint')} rows={4} error={refused?.errors['options']} defaultValue={typedIn(refused, 'options', q?.options.join('\n'))} />
      {whens.length > 0 && <Select name="when" label={t('roster.when')} error={refused?.errors['when']} options={[{ value: '', label: t('roster.when_all') }, ...whens]} defaultValue={typedIn(refused, 'when', q?.when ? `${q.when.id}:${q.when.option}` : '')} />}
      <Checkbox name="isRequired" label={t('roster.is_required')} defaultChecked={refused ? typedIn(refused, 'isRequired') === 'on' : (q?.isRequired ?? false)} />
      <div className="row"><SubmitButton variant="outline">{t(q === null ? 'roster.add_question' : 'roster.save')}</SubmitButton>{q !== null && <ButtonLink variant="text" to="?#questions" preventScrollReset>{t('common.cancel')}</ButtonLink>}</div>
    </Form>
  )
}
