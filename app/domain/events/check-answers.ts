import { DomainError, type FieldErrors } from '../../core/errors.ts'
import { countGraphemes } from '../../core/text.ts'
import { ANSWER_LIMIT, type Answers, type FormQuestion, isAsked, questionField } from './views.ts'

/**
 * The answers to what this person is asked, in the order of the questions. What is not asked of them is left out, whatever was sent.
 * Throws `invalid` with a text beside each question that needs another answer.
 */
export function checkAnswers(questions: readonly FormQuestion[], sent: Answers): Answers {
  const answers: Answers = {}
  const errors: FieldErrors = {}
  for (const question of questions) {
    if (!isAsked(question, questions, answers)) continue
    const { answer, error } = read(question, sent[question.id])
    if (error !== null) errors[questionField(question.id)] = error
    else if (answer.length > 0) answers[question.id] = answer
  }
  if (Object.keys(errors).length > 0) throw new DomainError('invalid', { fields: errors })
  return answers
}

function read(question: FormQuestion, sent: string | string[] | undefined): { answer: string | string[]; error: string | null } {
  const texts = (Array.isArray(sent) ? sent : [sent ?? '']).map((s) => s.trim()).filter((s) => s !== '')
  const [first = ''] = texts
  if (texts.length === 0) return { answer: '', error: question.isRequired ? 'events.answer.required' : null }
  if (question.kind === 'text') return { answer: first, error: countGraphemes(first) > ANSWER_LIMIT ? 'events.answer.too_long' : null }
  const isKnown = texts.every((s) => question.options.includes(s))
  if (question.kind === 'one') return { answer: first, error: isKnown && texts.length === 1 ? null : 'events.answer.choose' }
  return { answer: question.options.filter((o) => texts.includes(o)), error: isKnown ? null : 'events.answer.choose' }
}
