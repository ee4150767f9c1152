import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../core/ctx.ts'
import { splitToken } from './mail-headers.ts'
import type { MailList } from './policy.ts'

const sign = (ctx: Ctx, list: MailList, memberId: string) => ctx.sign('unsubscribe', `${list}.${memberId}`)

/** Names one member and one list; whoever holds it may stop that list for that member, and nothing else. */
export const unsubscribeToken = (ctx: Ctx, list: MailList, memberId: string): string => `${list}.${memberId}.${sign(ctx, list, memberId)}`

/** The member and list of a token that this place has signed, or null. */
export function readUnsubscribeToken(ctx: Ctx, token: string): { list: MailList; memberId: string } | null {
  const parts = splitToken(token)
  if (!parts) return null
  const expected = Buffer.from(sign(ctx, parts.list, parts.memberId))
  const given = Buffer.from(parts.signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? { list: parts.list, memberId: parts.memberId } : null
}
