import type { Ctx } from '../app/core/ctx.ts'
import { type Letter, registrationLetter, reminderLetter } from '../app/domain/events/index.server.ts'
import { lastSeenInRoom } from '../app/domain/live/index.server.ts'
import { type NewNotification, notify, queueMail, unsubscribeToken, writeMail } from '../app/domain/notifications/index.server.ts'
import type { RegistrationChange } from '../app/domain/events/jobs.ts'
import type { Handlers } from './registry.ts'

export const eventHandlers: Handlers<'registration.tell' | 'reminder.send'> = {
  'registration.tell': async (ctx, change) => {
    const letter = await registrationLetter(ctx, change)
    if (letter) await post(ctx, letter, { inInbox: inInboxOf[change.change] })
  },
  'reminder.send': async (ctx, reminder) => {
    const letter = await reminderLetter(ctx, reminder, lastSeenInRoom)
    if (letter) await post(ctx, letter, { list: 'reminders' })
  },
}

/** What the member could not know of stands in the inbox as well. */
const inInboxOf: Partial<Record<RegistrationChange, 'seat_given' | 'seat_offered'>> = { promoted: 'seat_given', offered: 'seat_offered', added: 'seat_given' }

/** Puts a letter into the mail ledger, and a word into the inbox where the member could not know of it. Reminders can be stopped with one click. */
async function post(ctx: Ctx, letter: Letter, { list, inInbox }: { list?: 'reminders'; inInbox?: 'seat_given' | 'seat_offered' | undefined }): Promise<void> {
  const { memberId, kind, dedupeKey, subject, attachments } = letter
  const stop = list && { label: letter.stopLabel, href: `/unsubscribe/${unsubscribeToken(ctx, list, memberId)}` }
  const parts = await writeMail(ctx, { lng: letter.lng, salutation: letter.salutation, blocks: letter.blocks, why: letter.why, ...(stop && { stop }) })
  await ctx.tx(async (tx) => {
    await queueMail(tx, { memberId, kind, dedupeKey, subject, attachments, ...parts, ...(list && { list }) })
    if (inInbox) await notify(tx, { memberId, kind: inInbox, params: { title: letter.event.title }, href: `/events/${letter.event.id}`, dedupeKey } satisfies NewNotification)
  })
}
