/** What can go wrong, for every edge: HTTP translates it to a status, sockets to a code, workers to "give up" or "try again". */
export type ErrorCode = 'unauthenticated' | 'not_found' | 'forbidden' | 'invalid' | 'conflict' | 'too_many' | 'unavailable'

/** Field name → key of a text in app/i18n. `form` stands for the form as a whole. */
export type FieldErrors = Record<string, string>

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  /** Key of the text that tells the person what happened. */
  readonly textKey: string | undefined
  readonly fields: FieldErrors | undefined
  /** Seconds until a retry makes sense, with `too_many`. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, more: { textKey?: string; fields?: FieldErrors; retryAfter?: number; cause?: unknown } = {}) {
    super(more.textKey ?? code, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.textKey = more.textKey
    this.fields = more.fields
    this.retryAfter = more.retryAfter
  }
}

/** By name, not by class: the page bundle and the server bundle each hold their own copy of the class. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError'
}

export const notFound = () => new DomainError('not_found')
export const forbidden = (textKey?: string) => new DomainError('forbidden', textKey === undefined ? {} : { textKey })
export const conflict = (textKey?: string) => new DomainError('conflict', textKey === undefined ? {} : { textKey })
export const invalid = (fields: FieldErrors) => new DomainError('invalid', { fields })
