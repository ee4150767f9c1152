import type { Ctx } from '../app/core/ctx.ts'
import { type Letter, registrationLetter, reminderLetter } from '../app/domain/events/index.server.ts'
import { type NewNotification, notify, queueMail, unsubscribeToken, writeMail } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const eventHandlers: Handlers<'registration.tell' | 'reminder.send'> = {
  'registration.tell': async (ctx, change) => {
    const letter = await registrationLetter(ctx, change)
    if (letter) await post(ctx, letter, { isInInbox: change.change === 'promoted' })
  },
  'reminder.send': async (ctx, reminder) => {
    const letter = await reminderLetter(ctx, reminder)
    if (letter) await post(ctx, letter, { list: 'reminders' })
  },
}

/** Puts a letter into the mail ledger, and a word into the inbox where the member could not know of it. Reminders can be stopped with one click. */
async function post(ctx: Ctx, letter: Letter, { list, isInInbox = false }: { list?: 'reminders'; isInInbox?: boolean }): Promise<void> {
  const { memberId, kind, dedupeKey, subject, attachments } = letter
  const stop = list && { label: letter.stopLabel, href: `/unsubscribe/${unsubscribeToken(ctx, list, memberId)}` }
  const parts = await writeMail(ctx, { lng: letter.lng, salutation: letter.salutation, blocks: letter.blocks, why: letter.why, ...(stop && { stop }) })
  await ctx.tx(async (tx) => {
    await queueMail(tx, { memberId, kind, dedupeKey, subject, attachments, ...parts, ...(list && { list }) })
    if (isInInbox) await notify(tx, { memberId, kind: 'seat_given', params: { title: letter.event.title }, href: `/events/${letter.event.id}`, dedupeKey } satisfies NewNotification)
  })
}
