import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, DomainError, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { questionsOf, type QuestionInput, type QuestionMoveInput, type QuestionRefInput } from './schema.ts'
import { type FormQuestion, MOST_QUESTIONS } from './views.ts'

/**
 * Adds a question to an event's form, or changes one (`id`). A condition names an option of a question that stands before. Throws
 * `not_found` to who does not run the event, `invalid` by field, `conflict` when there are too many.
 */
export async function saveQuestion(ctx: Ctx, eventId: string, input: QuestionInput): Promise<{ id: string }> {
  return once(ctx, 'events.question', input.commandId, async (tx) => {
    const questions = await lockQuestions(tx, eventId)
    const { text, kind, options, isRequired } = input
    const at = input.id === null ? questions.length : questions.findIndex((q) => q.id === input.id)
    if (at < 0) throw notFound()
    if (input.id === null && questions.length >= MOST_QUESTIONS) throw conflict('events.questions.too_many')
    const when = input.when === null ? null : whenOf(input.when, questions.slice(0, at))
    const id = input.id ?? nextId()
    await keep(tx, eventId, questions.toSpliced(at, 1, { id, text, kind, options: kind === 'text' ? [] : options, isRequired, when }))
    return { id }
  })
}

/** Takes a question out of the form; what was answered is shown no more. Questions that depended on it are asked of everybody. */
export async function removeQuestion(ctx: Ctx, eventId: string, input: QuestionRefInput): Promise<null> {
  return once(ctx, 'events.question', input.commandId, async (tx) => {
    const questions = await lockQuestions(tx, eventId)
    await keep(tx, eventId, questions.filter((q) => q.id !== input.id))
    return null
  })
}

/** Moves a question one place up or down. A condition that would then look forward is dropped. */
export async function moveQuestion(ctx: Ctx, eventId: string, input: QuestionMoveInput): Promise<null> {
  return once(ctx, 'events.question', input.commandId, async (tx) => {
    const questions = await lockQuestions(tx, eventId)
    const from = questions.findIndex((q) => q.id === input.id)
    const to = from + (input.direction === 'up' ? -1 : 1)
    const question = questions[from]
    if (question === undefined || to < 0 || to >= questions.length) return null
    await keep(tx, eventId, questions.toSpliced(from, 1).toSpliced(to, 0, question))
    return null
  })
}

async function lockQuestions(tx: TxCtx, eventId: string): Promise<FormQuestion[]> {
  await accessHostedEvent(tx, eventId)
  await lockEvent(tx, eventId)
  const { questions } = await tx.db.event.findUniqueOrThrow({ where: { id: eventId }, select: { questions: true } })
  return questionsOf(questions)
}

/** Conditions hold only on options of questions before; what does not is dropped. */
async function keep(tx: TxCtx, eventId: string, questions: FormQuestion[]): Promise<void> {
  const sound = questions.map((q, i) => {
    const { when } = q
    const holds = when !== null && questions.slice(0, i).some((b) => b.id === when.id && b.options.includes(when.option))
    return holds ? q : { ...q, when: null }
  })
  await tx.db.event.update({ where: { id: eventId }, data: { questions: sound }, select: { id: true } })
}

function whenOf(when: { id: string; option: string }, before: FormQuestion[]): FormQuestion['when'] {
  if (before.some((q) => q.id === when.id && q.options.includes(when.option))) return when
  throw new DomainError('invalid', { fields: { when: 'events.questions.when_wrong' } })
}

/** Never used twice, so that answers stay with what they answered. */
const nextId = (): string => newId().replaceAll('-', '').slice(-10)
