import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { once } from '../../core/commands.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { accessTopic, type TopicAccess, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { canModerate } from './policy.ts'
import type { TopicFacts } from './views.ts'

/** What everybody sees of a topic beside its posts, as one value over `t` (topic) and `b` (board). What it has not is left out. */
export const factsSql = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'board', jsonb_build_object('slug', b.slug, 'name', b.name),
  'isPinned', case when t.pinned_at is not null then true end,
  'asks', case when t.asks then true end,
  'tags', case when t.tag_ids <> '{}' then (select jsonb_agg(g.name order by u.n) from unnest(t.tag_ids) with ordinality u (id, n) join tag g on g.id = u.id) end,
  'answer', (select no from post where id = t.answer_id and hidden_at is null),
  'slow', case when t.slow_until is not null then jsonb_build_object('seconds', t.slow_seconds, 'until', to_char(t.slow_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
  'assigned', (select jsonb_build_object('id', id, 'name', display_name, 'due', to_char(t.assigned_due, 'YYYY-MM-DD')) from member where id = t.assignee_id and status <> 'left'),
  'confirm', case when t.confirm_from is not null then true end
))`

/** Tells everybody in the topic's room how it stands now. */
export async function emitFacts(tx: TxCtx, topicId: string): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ facts: TopicFacts }[]>`select ${factsSql} as facts from topic t join board b on b.id = t.board_id where t.id = ${topicId}::uuid`
  if (row) tx.emit(topicStream(topicId), topicEvents, 'topic.facts', { facts: row.facts })
}

type Change = { command: string; commandId: string; topicId: string; may?: (ctx: Ctx, topic: TopicAccess) => boolean }

/**
 * One change of a topic's facts: by 事務局 unless `may` says otherwise, once a command, under the topic's lock, with a line in the audit
 * trail, told to everybody who reads it. `change` answers with the audited detail, or null when nothing changed.
 */
export async function changeTopic(ctx: Ctx, { command, commandId, topicId, may = (c) => canModerate(c.actor) }: Change, change: (tx: TxCtx, topic: TopicAccess) => Promise<Record<string, unknown> | null>): Promise<null> {
  const topic = await accessTopic(ctx, topicId)
  if (!may(ctx, topic)) throw forbidden()
  return once(ctx, command, commandId, async (tx) => {
    await tx.db.$queryRaw`select 1 as locked from topic where id = ${topic.id}::uuid for no key update`
    const detail = await change(tx, topic)
    if (detail === null) return null
    tx.audit({ action: command.replace(':', '.'), subject: 'topic', subjectId: topic.id, detail })
    await emitFacts(tx, topic.id)
    return null
  })
}
