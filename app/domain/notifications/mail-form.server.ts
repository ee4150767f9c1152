import type { Ctx } from '../../core/ctx.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { composeMail, type MailBody } from './compose-mail.ts'

/** What a mail says, in the reader's language; the form, the foot and the sender are the same for every mail. */
export type MailWords = {
  lng: 'ja' | 'en'
  salutation: string
  blocks: MailBody['blocks']
  /** Why this came. */
  why: string
  /** Where it can be stopped, for bulk mail. */
  stop?: { label: string; href: string }
}

/** Both parts of a mail, with who writes and how to reach them at its foot. */
export async function writeMail(ctx: Ctx, words: MailWords): Promise<{ text: string; html: string }> {
  const organisation = await readOrganisation(ctx.db)
  return formMail(ctx, words, organisation)
}

/** The same when the organisation is at hand already: many mails at once. */
export function formMail(ctx: Ctx, { lng, salutation, blocks, why, stop }: MailWords, organisation: { name: string; office: string; officeHours: string }): { text: string; html: string } {
  const t = tFor(lng)
  const office = organisation.office === '' ? [] : [t('mail.office', { office: organisation.office, hours: organisation.officeHours })]
  const footer: MailBody['footer'] = [why, ...(stop === undefined ? [] : [stop]), organisation.name, ...office, { label: t('mail.open_site'), href: '/' }]
  return composeMail({ lng, salutation, blocks, footer }, ctx.place.publicUrl)
}
