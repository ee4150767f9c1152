import { z } from 'zod'
import { foldKana } from '../../core/text.ts'
import { zoneNamed } from '../../core/zones.ts'
import { feedKinds, formerNameShown } from './policy.ts'

/** Messages are keys of texts. Browser-safe. */

/** An address as it is compared: NFKC, trimmed, lower case. */
export const foldEmail = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u001f\u007f]/

/**
 * An address to write to. Only what cannot be one is refused: carriers once gave out addresses that break the RFC
 * (`a..b@docomo.ne.jp`), and people still use them.
 */
export const emailAddress = z.string().transform(foldEmail).pipe(z.string().min(1, 'form.email').max(254, 'form.email').regex(/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/, 'form.email').refine((v) => !control.test(v), 'form.email'))

/** Code points, as people and NIST count them. */
const length = (s: string): number => [...s].length

/** A password somebody chooses: 12 to 128 characters of any kind; whether it is a common one is checked with what is known of the person. */
export const newPassword = z.string().refine((p) => length(p) >= 12, 'setup.password_short').refine((p) => length(p) <= 128, 'setup.password_long')

/** A name as typed: any script, one line. */
const name = (missing: string) => z.string().trim().min(1, missing).max(100, 'form.too_long').refine((v) => !control.test(v), 'form.invalid')
/** A part of a name that may be empty: some people have one name. */
const optionalName = z.string().trim().max(100, 'form.too_long').refine((v) => !control.test(v), 'form.invalid').default('')
const kanaOnly = /^[ぁ-ゖー゛゜・ ]*$/
/** ふりがな: hiragana as stored, katakana and half-width accepted. */
const kana = (missing: string) => z.string().max(100, 'form.too_long').transform(foldKana).pipe(z.string().min(1, missing).regex(kanaOnly, 'setup.kana_only'))
const optionalKana = z.string().max(100, 'form.too_long').transform(foldKana).pipe(z.string().regex(kanaOnly, 'setup.kana_only')).default('')

/** Nothing here tells whether an account exists: what cannot be an address or a password is simply wrong. */
export const loginInput = z.strictObject({
  email: z.string().max(1000, 'login.failed').transform(foldEmail).pipe(z.string().min(1, 'login.email_missing').refine((v) => !control.test(v), 'login.failed')),
  password: z.string().min(1, 'login.password_missing').max(1000, 'login.failed'),
  next: z.string().optional(),
})
export type LoginInput = Pick<z.output<typeof loginInput>, 'email' | 'password'>

export const setupInput = z.strictObject({
  token: z.string().max(200),
  organisation: name('setup.organisation_missing'),
  office: name('setup.office_missing'),
  familyName: name('setup.family_missing'),
  givenName: optionalName,
  familyKana: kana('setup.family_kana_missing'),
  givenKana: optionalKana,
  email: emailAddress,
  password: newPassword,
})
export type SetupInput = z.output<typeof setupInput>

export const feedInput = z.strictObject({ commandId: z.uuid(), kind: z.enum(feedKinds) })

/** Both or neither: a former name is found by its reading. */
export const formerNameInput = z.strictObject({ commandId: z.uuid(), formerName: optionalName.transform((v) => v.normalize('NFC').replace(/\s+/gu, ' ')), formerKana: optionalKana, shownTo: z.enum(formerNameShown, 'form.choose') })
  .refine((v) => v.formerName === '' || v.formerKana !== '', { path: ['formerKana'], error: 'former.kana_missing' })
  .refine((v) => v.formerKana === '' || v.formerName !== '', { path: ['formerName'], error: 'former.name_missing' })

/** Where somebody lives: the name of a time zone. */
export const timeZoneInput = z.strictObject({ commandId: z.uuid(), zone: z.string().default('').transform((typed, issues) => {
  const zone = zoneNamed(typed)
  if (zone !== null) return zone
  issues.addIssue({ code: 'custom', message: 'form.choose' })
  return z.NEVER
}) })
