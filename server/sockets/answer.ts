import type { z } from 'zod'
import type { Ack } from '../../app/contract/live.ts'
import { DomainError, isDomainError } from '../../app/core/errors.ts'
import type { Log } from '../../app/core/log.server.ts'

/** The checked message, or `invalid` with one text key a field where the schema names one. */
export function parseMessage<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.length > 0 ? String(issue.path[0]) : 'form'
    fields[field] ??= /^[a-z]+(\.[a-z_]+)+$/.test(issue.message) ? issue.message : 'form.invalid'
  }
  throw new DomainError('invalid', { fields })
}

/** What the browser hears of a failure: a code of the vocabulary. Anything nobody foresaw is `unavailable`, its detail in the log only. */
export function toFailure(error: unknown, log: Log, about: Record<string, unknown>): Ack<never> {
  if (isDomainError(error)) return { ok: false, code: error.code, textKey: error.textKey, fields: error.fields, retryAfter: error.retryAfter }
  log.error({ err: error, ...about }, 'socket command failed')
  return { ok: false, code: 'unavailable' }
}
