import { reportNotice } from '../app/domain/moderation/index.server.ts'
import { tellMember } from '../app/domain/notifications/index.server.ts'
import { tFor } from '../app/i18n/texts.server.ts'
import type { Handlers } from './registry.ts'

export const moderationHandlers: Handlers<'report.decided'> = {
  'report.decided': async (ctx, { reportId }) => {
    const notice = await reportNotice(ctx, reportId)
    if (!notice) return
    const { memberId, lng, what, outcome, href, dedupeKey } = notice
    const t = tFor(lng === 'en' ? 'en' : 'ja')
    await tellMember(ctx, { memberId, kind: 'report_decided', params: { what: t(`mail.reported.${what}`), outcome: t(`mail.reported.${outcome}`) }, href, dedupeKey })
  },
}
