import type { TxCtx } from '../../core/ctx.ts'
import { conflict, type FieldErrors, DomainError } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { PollKind, PollSubject } from './policy.ts'
import { toFacts } from './read-polls.server.ts'
import { type PollFields, type PollSpec, pollSpec } from './schema.ts'
import type { PollFacts } from './views.ts'

/** What of a form decides that a poll is wanted: its question or a choice. What is preset does not. */
const isWanted = ({ pollQuestion = '', pollChoices = '', pollLow = '', pollHigh = '' }: PollFields): boolean => [pollQuestion, pollChoices, pollLow, pollHigh].some((s) => s.trim() !== '')

/** The poll that a form describes, of one of `kinds` (those of posts when not said), or null when it describes none. Throws `invalid` with a message beside each field. */
export function readPoll(fields: PollFields, now: Date, kinds?: readonly PollKind[]): PollSpec | null {
  if (!isWanted(fields)) return null
  const { pollQuestion = '', ...others } = fields
  const read = pollSpec(now, kinds).safeParse({ pollQuestion, ...others })
  if (read.success) return read.data
  const errors: FieldErrors = {}
  for (const { path, message } of read.error.issues) errors[String(path[0] ?? 'form')] ??= /^[a-z]+(\.[a-z_]+)+$/.test(message) ? message : 'form.invalid'
  throw new DomainError('invalid', { fields: errors })
}

type To = { subject: PollSubject; subjectId: string; authorId: string | null; /** Of a second round. */ firstId?: string }

/** Puts a poll under something, in the transaction that writes it; it takes votes from now on, unless it is a draft. */
export async function makePoll(tx: TxCtx, to: To, spec: PollSpec, { isDraft = false }: { isDraft?: boolean } = {}): Promise<PollFacts> {
  const id = newId()
  const at = tx.now()
  await tx.db.poll.create({ data: { id, ...to, ...spec, counts: spec.choices.map(() => 0), createdAt: at, openedAt: isDraft ? null : at }, select: { id: true } })
  return toFacts({ id, ...spec })
}

/**
 * Asks something else, as long as nobody has voted. The poll gets a new id, so that a vote for what was asked before finds nothing.
 * Throws `conflict` when somebody was quicker. The caller has authorised.
 */
export async function changePoll(tx: TxCtx, id: string, spec: PollSpec): Promise<PollFacts> {
  const fresh = newId()
  const changed = await tx.db.poll.updateMany({ where: { id, voters: 0, closedAt: null }, data: { id: fresh, ...spec, counts: spec.choices.map(() => 0) } })
  if (changed.count === 0) throw conflict('polls.voted_already')
  return toFacts({ id: fresh, ...spec })
}

/** What was to be asked is not: its subject never came to be. */
export async function dropPolls(tx: TxCtx, subject: PollSubject, subjectId: string): Promise<void> {
  await tx.db.poll.deleteMany({ where: { subject, subjectId } })
}
