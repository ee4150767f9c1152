/** Who may be written to. Browser-safe. */

/** Lists of bulk mail. Everything else is service mail: verification, security, decisions, what somebody registered for. */
export const mailLists = ['digest', 'reminders', 'news'] as const
export type MailList = (typeof mailLists)[number]
export const isMailList = (value: unknown): value is MailList => mailLists.some((list) => list === value)

/** The digest goes only to those who asked for it; the other lists until a member says no. */
export const needsConsent = (list: MailList): boolean => list === 'digest'

export type Reader = {
  /** Null: the mail goes to an address, not to a member. */
  status: 'applicant' | 'active' | 'suspended' | 'left' | null
  /** What the member last said about the mail's list; null when they never did. */
  choice: boolean | null
  /** Lists the address is kept off; `all` is every mail, of any kind. */
  suppressed: readonly string[]
}
export type HoldBack = 'suppressed' | 'unsubscribed' | 'not_active'

/**
 * Why a mail must not go out, or null when it may. Asked at sending time, so that a word given after queueing counts.
 * A suppressed address is never written to by any sender; service mail knows no unsubscribing.
 */
export function whyHoldBack(list: MailList | null, reader: Reader): HoldBack | null {
  if (reader.suppressed.includes('all')) return 'suppressed'
  if (reader.status === 'left') return 'not_active'
  if (list === null) return null
  if (reader.status !== 'active') return 'not_active'
  if (reader.suppressed.includes(list)) return 'suppressed'
  if (reader.choice === false || (needsConsent(list) && reader.choice !== true)) return 'unsubscribed'
  return null
}
