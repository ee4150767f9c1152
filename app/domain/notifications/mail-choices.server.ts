import type { z } from 'zod'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { type MailList, mailLists, needsConsent } from './policy.ts'
import type { choiceInput } from './schema.ts'
import { readUnsubscribeToken } from './unsubscribe-token.server.ts'

export type ChoiceSource = 'join' | 'preferences' | 'one_click' | 'staff'

/** Keeps a member's word about a list, with the time and the place where it was given. Saying the same again changes nothing. */
export async function recordChoice(tx: TxCtx, choice: { memberId: string; list: MailList; isOn: boolean; source: ChoiceSource }): Promise<void> {
  await tx.db.$executeRaw`
    insert into mail_choice (member_id, list, is_on, source, at) values (${choice.memberId}::uuid, ${choice.list}, ${choice.isOn}, ${choice.source}, ${tx.now()})
    on conflict (member_id, list) do update set is_on = excluded.is_on, source = excluded.source, at = excluded.at where mail_choice.is_on <> excluded.is_on`
}

/** Which lists the actor gets, as they stand. */
export async function readChoices(ctx: Ctx): Promise<Record<MailList, boolean>> {
  if (!isMember(ctx.actor)) throw notFound()
  const rows = await ctx.db.mailChoice.findMany({ where: { memberId: ctx.actor.id }, select: { list: true, isOn: true } })
  const said = new Map(rows.map((r) => [r.list, r.isOn]))
  return Object.fromEntries(mailLists.map((list) => [list, said.get(list) ?? !needsConsent(list)])) as Record<MailList, boolean>
}

/** The actor turns a list on or off. */
export function setChoice(ctx: Ctx, input: z.output<typeof choiceInput>): Promise<{ list: MailList; isOn: boolean }> {
  return once(ctx, 'mail.choice', input.commandId, async (tx) => {
    if (!isMember(tx.actor)) throw notFound()
    await recordChoice(tx, { memberId: tx.actor.id, list: input.list, isOn: input.isOn, source: 'preferences' })
    return { list: input.list, isOn: input.isOn }
  })
}

/** What an unsubscribe address is about; changes nothing. A token that was not signed here is not found. */
export async function readUnsubscribe(ctx: Ctx, token: string): Promise<{ list: MailList; isOn: boolean }> {
  const named = readUnsubscribeToken(ctx, token)
  if (!named) throw notFound()
  const row = await ctx.db.mailChoice.findUnique({ where: { memberId_list: named }, select: { isOn: true } })
  return { list: named.list, isOn: row?.isOn ?? !needsConsent(named.list) }
}

/** Stops a list at once, for whoever holds the address: also a mail of that list that is queued already (send-mail asks again). Saying it twice is fine. */
export async function unsubscribe(ctx: Ctx, token: string): Promise<{ list: MailList }> {
  const named = readUnsubscribeToken(ctx, token)
  if (!named) throw notFound()
  return ctx.tx(async (tx) => {
    const known = await tx.db.member.count({ where: { id: named.memberId } })
    if (known === 0) throw notFound()
    await recordChoice(tx, { ...named, isOn: false, source: 'one_click' })
    return { list: named.list }
  })
}
