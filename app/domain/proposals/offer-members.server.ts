import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { foldKana } from '../../core/text.ts'
import { member } from './access.server.ts'
import { asTyped } from './event-fields.server.ts'

/** `value` goes into the field; `line` says who it is. */
export type OfferedMember = { value: string; line: string }
const MOST = 8

/** Members whose family or given name begins as typed, in writing or reading. */
export async function offerMembers(ctx: Ctx, typed: string): Promise<OfferedMember[]> {
  member(ctx)
  const q = typed.normalize('NFC').replace(/[@＠].*$/u, '').trim().slice(0, 30)
  if (q === '' || q.includes('\u0000') || /\p{Surrogate}/u.test(q)) return []
  const kana = foldKana(q)
  const rows = await ctx.db.$queryRaw<{ handle: string; displayName: string; kana: string }[]>`
    select handle, display_name as "displayName", kana from member
    where status = 'active' and (starts_with(kana, ${kana}) or starts_with(given_kana, ${kana}) or starts_with(display_name, ${q}) or starts_with(given_name, ${q}))
    order by kana collate "ja-x-icu", id limit ${fixed(MOST)}`
  return rows.map((r) => ({ value: asTyped(r), line: r.kana }))
}
