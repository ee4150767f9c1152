import type { Ctx } from '../../core/ctx.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { writeMail } from './mail-form.server.ts'
import { type NewNotification, notify } from './notify.server.ts'
import { queueMail } from './queue-mail.server.ts'

/**
 * Tells a member something in the inbox and by mail, in their language, once for its key. The mail's words are the texts
 * `mail.kinds.<kind>.{subject, text, button}`, filled with the same params. Members who are not active any more are told nothing.
 */
export async function tellMember(ctx: Ctx, notice: NewNotification): Promise<void> {
  const reader = await ctx.db.member.findFirst({ where: { id: notice.memberId, status: 'active' }, select: { lng: true, displayName: true } })
  if (!reader) return
  const lng = reader.lng === 'en' ? 'en' : 'ja'
  const t = tFor(lng)
  const say = (part: string) => t.dynamic(`mail.kinds.${notice.kind}.${part}`, notice.params)
  const parts = await writeMail(ctx, {
    lng, salutation: t('mail.salutation', { name: reader.displayName }), why: t('mail.why_member'),
    blocks: [{ p: say('text') }, { button: say('button'), href: notice.href }],
  })
  await ctx.tx(async (tx) => {
    await notify(tx, notice)
    await queueMail(tx, { memberId: notice.memberId, kind: notice.kind, dedupeKey: `told:${notice.dedupeKey}`, subject: say('subject'), ...parts })
  })
}
