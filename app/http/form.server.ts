import type { z } from 'zod'
import { DomainError, type FieldErrors } from '../core/errors.ts'

/** What was typed, to be shown again: a field's last value, or all of them for a field named `x[]`. */
export type FormValues = Record<string, string | string[]>

/** Files of a form, by their fields; the last one of a field counts. */
export type FormFiles = Record<string, File>

/** Reads a posted form, or one that was `read` while it came. A field that was sent twice counts once, with its last value, unless it is named `x[]`. Throws `invalid` for what is no form. */
export async function readPosted(request: Request, read?: FormData): Promise<{ values: FormValues; files: FormFiles }> {
  const values: FormValues = {}
  const files: FormFiles = {}
  const sent = read ?? await request.formData().catch((cause: unknown) => {
    throw new DomainError('invalid', { fields: { form: 'form.invalid' }, cause })
  })
  for (const [name, value] of sent) {
    if (typeof value !== 'string') {
      // A file input that was left empty sends a file without name and content.
      if (value.size > 0) files[name] = value
      continue
    }
    // PostgreSQL texts cannot hold NUL; nobody types it.
    if (value.includes('\u0000') || name.includes('\u0000')) throw new DomainError('invalid', { fields: { form: 'form.invalid' } })
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2)
      const before = values[key]
      values[key] = Array.isArray(before) ? [...before, value] : [value]
    } else values[name] = value
  }
  return { values, files }
}

/** The texts of a posted form alone. */
export const readForm = async (request: Request): Promise<FormValues> => (await readPosted(request)).values

/** The checked input, or `invalid` with one text key a field (`form.invalid` where the schema names none). */
export function parseInput<S extends z.ZodType>(schema: S, values: unknown): z.output<S> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const fields: FieldErrors = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.length > 0 ? String(issue.path[0]) : 'form'
    fields[field] ??= /^[a-z]+(\.[a-z_]+)+$/.test(issue.message) ? issue.message : 'form.invalid'
  }
  throw new DomainError('invalid', { fields })
}

const secret = /password|token|secret/i
/** What may be sent back to the page: never a password. */
export const repeatable = (values: FormValues): FormValues => Object.fromEntries(Object.entries(values).filter(([name]) => !secret.test(name)))
