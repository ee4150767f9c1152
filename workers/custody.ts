import { expireOpening, openedNotice, openingNotices } from '../app/domain/custody/index.server.ts'
import { anonymousPlace, tellCustodians } from '../app/domain/live/index.server.ts'
import { tellMember } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const custodyHandlers: Handlers<'custodians.changed' | 'seal.tell' | 'seal.opened' | 'seal.expire'> = {
  'custodians.changed': async (ctx) => void (await tellCustodians(ctx)),
  'seal.tell': async (ctx, { openingId }) => {
    for (const notice of await openingNotices(ctx, openingId)) await tellMember(ctx, notice)
  },
  'seal.opened': async (ctx, payload) => {
    const found = await openedNotice(ctx, payload)
    const place = found && (await anonymousPlace(ctx, found.questionId))
    if (found && place) await tellMember(ctx, { memberId: found.memberId, kind: 'question_opened', params: { title: place.title }, href: `/events/${place.eventId}/live`, dedupeKey: found.dedupeKey })
  },
  'seal.expire': (ctx, { openingId }) => expireOpening(ctx, openingId),
}
