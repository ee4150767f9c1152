import type { Ctx, TxCtx } from './ctx.ts'
import { forbidden } from './errors.ts'

/**
 * Does a command once: the first call runs `work` in a transaction and keeps its answer, a retry with the same id of the same
 * member gets that answer again and changes nothing. Two at once: the second waits for the first row and then reads its answer.
 * `commandId` is a UUID made where the click was made. The answer must be JSON.
 */
export async function once<T>(ctx: Ctx, type: string, commandId: string, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  if (ctx.actor.kind !== 'account') throw forbidden()
  const memberId = ctx.actor.id
  return ctx.tx(async (tx) => {
    const claimed = await tx.db.$executeRaw`
      insert into command (member_id, command_id, type, answer, at) values (${memberId}::uuid, ${commandId}::uuid, ${type}, 'null', ${ctx.now()})
      on conflict do nothing`
    if (claimed === 0) {
      const first = await tx.db.command.findUniqueOrThrow({ where: { memberId_commandId: { memberId, commandId } }, select: { answer: true } })
      return first.answer as T
    }
    const answer = await work(tx)
    await tx.db.$executeRaw`update command set answer = ${JSON.stringify(answer ?? null)}::jsonb where member_id = ${memberId}::uuid and command_id = ${commandId}::uuid`
    return answer
  })
}
