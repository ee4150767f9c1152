import { type FormEvent, useEffect, useId, useState } from 'react'
import { CheckCards } from '~/components/form/check-cards.tsx'
import { RadioCards } from '~/components/form/radio-cards.tsx'
import type { Refused } from '~/components/form/refusal.ts'
import { TextArea } from '~/components/form/text-area.tsx'
import { ANSWER_LIMIT, type Answers, type FormQuestion, isAsked, questionField } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'

type Props = { questions: FormQuestion[]; refused: Refused | undefined; /** What was answered before. */ before?: Answers }

/**
 * The host's own questions. One that depends on an earlier answer says so, and is hidden until that answer is given where scripts
 * run; without them it stands there, and the server takes only what is asked.
 */
export function FormQuestions({ questions, refused, before = {} }: Props) {
  const [answers, setAnswers] = useState<Answers | null>(null)
  const base = useId()
  useEffect(() => {
    const form = document.getElementById(base)?.closest('form')
    if (form) setAnswers(readAnswers(form, questions))
  }, [base, questions])
  if (questions.length === 0) return null
  const reread = (event: FormEvent<HTMLDivElement>) => {
    const form = event.currentTarget.closest('form')
    if (form) setAnswers(readAnswers(form, questions))
  }
  return (
    <div id={base} className="stack g-12" onChange={reread}>
      {questions.map((q) => <div key={q.id} hidden={answers !== null && !isAsked(q, questions, answers)}><Question question={q} questions={questions} refused={refused} before={before[q.id]} /></div>)}
    </div>
  )
}

function readAnswers(form: HTMLFormElement, questions: FormQuestion[]): Answers {
  const data = new FormData(form)
  return Object.fromEntries(questions.map((q) => [q.id, q.kind === 'many' ? data.getAll(`${questionField(q.id)}[]`).map(String) : String(data.get(questionField(q.id)) ?? '')]))
}

type QuestionProps = { question: FormQuestion; questions: FormQuestion[]; refused: Refused | undefined; before: Answers[string] | undefined }

function Question({ question: q, questions, refused, before: answered }: QuestionProps) {
  const t = useT()
  const name = questionField(q.id)
  const error = refused?.errors[name]
  const before = q.when && questions.find((o) => o.id === q.when?.id)
  const hint = before ? t('events.asked_when', { question: before.text, option: q.when?.option ?? '' }) : undefined
  const need = q.isRequired ? { required: true } : { optional: true }
  const options = q.options.map((o) => ({ value: o, label: o }))
  const field = { name, label: <span lang="ja">{q.text}</span>, error, ...need, ...(hint !== undefined && { hint }) }
  const said = refused ? refused.values[name] : answered
  const text = typeof said === 'string' ? said : ''
  if (q.kind === 'text') return <TextArea {...field} rows={2} limit={ANSWER_LIMIT} defaultValue={text} />
  if (q.kind === 'one') return <RadioCards {...field} options={options} defaultValue={text} />
  return <CheckCards {...field} options={options} defaultValues={Array.isArray(said) ? said : []} />
}
