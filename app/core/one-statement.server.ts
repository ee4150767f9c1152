/**
 * Pieces for a hot write that is one statement instead of a transaction of several: what it changes, its event, its hint and the
 * command it answers commit together because they are one statement, and nobody else waits for a round trip of ours.
 */
import pg from 'pg'
import { Prisma } from '../../prisma/generated/client.ts'
import type { Ctx, Hint, Schemas } from './ctx.ts'

/**
 * The common table expressions `logged` and `answered`: the event goes into the log of `stream`, the command is kept with its answer.
 * `from` names the expression that made the change, one row if it was made and none if not; `payload` and `answer` are SQL over it.
 * A command that was done before violates the key of its table, so that the whole statement changes nothing: see `isDoneBefore`.
 */
export function eventAndAnswer<M extends Schemas, K extends keyof M & string>(
  ctx: Ctx & { actor: { id: string } }, events: M, type: K,
  { stream, from, payload, command, answer }: { stream: string; from: Prisma.Sql; payload: Prisma.Sql; command: { type: string; id: string }; answer: Prisma.Sql },
): Prisma.Sql {
  if (!(type in events)) throw new Error(`no event named ${type}`)
  return Prisma.sql`
    counter as (
      insert into stream (name, seq) select ${stream}, 1 from ${from} on conflict (name) do update set seq = stream.seq + 1 returning seq
    ), logged as (
      insert into live_event (stream, seq, command_id, type, payload, at) select ${stream}, counter.seq, ${command.id}::uuid, ${type}, ${payload}, ${ctx.now()} from counter, ${from} returning seq
    ), answered as (
      insert into command (member_id, command_id, type, answer, at) select ${ctx.actor.id}::uuid, ${command.id}::uuid, ${command.type}, ${answer}, ${ctx.now()} from ${from}
    )`
}

/** Rings the bells when the statement commits: columns for its final select. `hint` is SQL for the text of a Hint. */
export const bells = (stream: string, hint: Prisma.Sql): Prisma.Sql => Prisma.sql`pg_notify('enishi_stream', ${stream})::text as bell, pg_notify('enishi_hint', ${hint})::text as hint`

/** A hint as SQL: the values of `known`, and those that only the statement knows. */
export const hintSql = (known: Partial<Hint>, added: Prisma.Sql): Prisma.Sql => Prisma.sql`(${JSON.stringify(known)}::jsonb || ${added})::text`

/** Whether a statement failed because its command was done before: as the driver says it, or as Prisma does inside a transaction. */
export const isDoneBefore = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError ? JSON.stringify([error.meta, error.message]).includes('command_pkey') : error instanceof pg.DatabaseError && error.constraint === 'command_pkey'

/** The first answer to a command of this actor, or undefined when it was not given yet. */
export async function firstAnswer<T>(ctx: Ctx, commandId: string): Promise<T | undefined> {
  if (ctx.actor.kind !== 'account') return undefined
  const row = await ctx.db.command.findUnique({ where: { memberId_commandId: { memberId: ctx.actor.id, commandId } }, select: { answer: true } })
  return row === null ? undefined : (row.answer as T)
}
