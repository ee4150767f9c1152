import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { accessTopic, reader } from './access.server.ts'
import { changeTopic } from './facts.server.ts'
import { canModerate } from './policy.ts'
import type { askToConfirmInput, confirmTopicInput } from './schema.ts'

/** 事務局 asks the readers of a topic that stands as the organisation's word to confirm that they have read it, or asks no more. */
export const askToConfirm = (ctx: Ctx, { isAsked, ...input }: z.output<typeof askToConfirmInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:ask-to-confirm', ...input }, async (tx, { id }) => {
    const { count } = await tx.db.topic.updateMany({ where: { id, officialAs: { not: null }, confirmFrom: isAsked ? null : { not: null } }, data: { confirmFrom: isAsked ? tx.now() : null } })
    if (count === 0 && isAsked && (await tx.db.topic.count({ where: { id, officialAs: null } })) > 0) throw conflict('manage.not_official')
    return count === 0 ? null : { isAsked }
  })

/** A reader confirms that they have read it: once, however often and from however many windows. */
export async function confirmTopic(ctx: Ctx, input: z.output<typeof confirmTopicInput>): Promise<null> {
  const { id } = await accessTopic(ctx, input.topicId)
  const memberId = reader(ctx).id
  return once(ctx, 'topic:confirm', input.commandId, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ isAsked: boolean }[]>`
      with asked as (select id from topic where id = ${id}::uuid and confirm_from is not null for no key update), added as (
        insert into topic_confirmation (topic_id, member_id, at) select id, ${memberId}::uuid, ${tx.now()} from asked on conflict do nothing returning topic_id
      ), counted as (update topic set confirmed = confirmed + 1 from added where topic.id = added.topic_id)
      select exists (select 1 from asked) as "isAsked"`
    if (row?.isAsked !== true) throw conflict('boards.confirm_not_asked')
    return null
  })
}

export type Confirmer = { id: string; name: string; handle: string; at: string | null }
export type Confirmations = { topic: { id: string; title: string }; confirmed: number; members: number; people: Page<Confirmer> }

const A_PAGE = 50

/** Who has confirmed, the latest first, or who has not, by reading of their names: for 事務局, 50 a page by key. */
export async function listConfirmations(ctx: Ctx, topicId: string, who: 'have' | 'have_not', cursor: string | null): Promise<Confirmations> {
  const { id, title } = await accessTopic(ctx, topicId)
  if (!canModerate(ctx.actor)) throw notFound()
  const [people, [counts]] = await Promise.all([
    who === 'have' ? haveConfirmed(ctx, id, cursor) : haveNot(ctx, id, cursor),
    ctx.db.$queryRaw<{ confirmed: number; members: number }[]>`select t.confirmed, (select count(*)::int from member where status = 'active') as members from topic t where t.id = ${id}::uuid`,
  ])
  return { topic: { id, title }, confirmed: counts?.confirmed ?? 0, members: counts?.members ?? 0, people }
}

async function haveConfirmed(ctx: Ctx, topicId: string, cursor: string | null): Promise<Page<Confirmer>> {
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const date = new Date(String(at))
  const below = at === undefined || !isId(id) || Number.isNaN(date.getTime()) ? Prisma.empty : Prisma.sql`and (c.at, c.member_id) < (${date}, ${id}::uuid)`
  const rows = await ctx.db.$queryRaw<{ id: string; name: string; handle: string; at: Date }[]>`
    select m.id, m.display_name as name, m.handle, c.at from topic_confirmation c join member m on m.id = c.member_id
    where c.topic_id = ${topicId}::uuid ${below} order by c.at desc, c.member_id desc limit ${fixed(A_PAGE + 1)}`
  const page = toPage(rows, A_PAGE, (r) => [r.at.toISOString(), r.id])
  return { ...page, items: page.items.map((r) => ({ ...r, at: r.at.toISOString() })) }
}

async function haveNot(ctx: Ctx, topicId: string, cursor: string | null): Promise<Page<Confirmer>> {
  const [kana, id] = decodeCursor(cursor, 2) ?? []
  const below = kana === undefined || !isId(id) ? Prisma.empty : Prisma.sql`and (m.kana, m.id) > (${String(kana)}, ${id}::uuid)`
  const rows = await ctx.db.$queryRaw<{ id: string; name: string; handle: string; kana: string }[]>`
    select m.id, m.display_name as name, m.handle, m.kana from member m
    where m.status = 'active' and not exists (select 1 from topic_confirmation c where c.topic_id = ${topicId}::uuid and c.member_id = m.id) ${below}
    order by m.kana, m.id limit ${fixed(A_PAGE + 1)}`
  const page = toPage(rows, A_PAGE, (r) => [r.kana, r.id])
  return { ...page, items: page.items.map(({ id: memberId, name, handle }) => ({ id: memberId, name, handle, at: null })) }
}
